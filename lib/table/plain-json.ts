import { AwsJson1_0Protocol, JsonCodec2 } from "@aws-sdk/core/protocols";
import type {
  $ShapeSerializer,
  HandlerExecutionContext,
  HttpResponse,
  MetadataBearer,
  OperationSchema,
  SerdeFunctions,
} from "@smithy/types";

type Settings = ConstructorParameters<typeof AwsJson1_0Protocol>[0];

/**
 * DynamoDB's protocol for items without bytes and dates: JSON as it stands. The SDK's own walks the schema of
 * every value, which takes a tenth of a read's processor time.
 */
export class PlainJson extends AwsJson1_0Protocol {
  constructor(settings: Settings) {
    super({ ...settings, jsonCodec: new PlainCodec({ jsonName: false, timestampFormat: EPOCH_SECONDS }) });
  }

  override async deserializeResponse<Output extends MetadataBearer>(
    schema: OperationSchema,
    context: HandlerExecutionContext & SerdeFunctions,
    response: HttpResponse,
  ): Promise<Output> {
    if (response.statusCode >= 300) return super.deserializeResponse(schema, context, response);
    const { buffer, byteOffset, byteLength } = await context.streamCollector(response.body);
    const output = JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString());
    return { ...output, $metadata: this.deserializeMetadata(response) };
  }
}

const EPOCH_SECONDS: JsonCodec2["settings"]["timestampFormat"] = { useTrait: true, default: 7 };

class PlainCodec extends JsonCodec2 {
  override createSerializer(): $ShapeSerializer<Uint8Array> {
    let text = "";
    return {
      write: (_schema, input) => void (text = JSON.stringify(input)),
      flush: () => Buffer.from(text),
      setSerdeContext: () => undefined,
    };
  }
}
