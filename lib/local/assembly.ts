export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources?: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
  readonly Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
}

export const REGION = "us-east-1";
export const ACCOUNT = "000000000000";

const PSEUDO: Readonly<Record<string, string>> = {
  "AWS::Region": REGION,
  "AWS::AccountId": ACCOUNT,
  "AWS::Partition": "aws",
  "AWS::URLSuffix": "amazonaws.com",
};

type Lookup = (resource: Resource, attribute: string | undefined) => string;

/** An app's synthesised templates, with their expressions resolved for this machine. */
export class Assembly {
  readonly resources: readonly Resource[];
  readonly #templates: ReadonlyMap<string, Template>;
  readonly #lookup: Lookup;

  constructor(templates: Readonly<Record<string, Template>>, lookup: Lookup) {
    this.#lookup = lookup;
    this.#templates = new Map(Object.entries(templates));
    this.resources = [...this.#templates].flatMap(([stack, { Resources = {} }]) =>
      Object.entries(Resources).map(([id, { Type, Properties = {} }]) => ({
        stack,
        id,
        type: Type,
        properties: Properties,
      })),
    );
  }

  ofType(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** Resolves every expression in a property. @throws for expressions that our templates do not use */
  resolve(stack: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.resolve(stack, one));
    if (typeof value !== "object" || value === null) return value;
    const [[name, argument] = ["", undefined], ...more] = Object.entries(value);
    if (more.length > 0 || !(name === "Ref" || name.startsWith("Fn::"))) {
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, this.resolve(stack, member)]),
      );
    }
    return this.#expression(stack, name, argument);
  }

  functionNamed(name: string): Resource {
    const found = this.ofType("AWS::Lambda::Function").find(
      ({ properties }) => nameOfFunction(properties) === name,
    );
    if (found === undefined) throw new Error(`no function is called ${name}`);
    return found;
  }

  output(name: string): string {
    for (const [stack, { Outputs = {} }] of this.#templates) {
      if (Outputs[name] !== undefined) return this.resolve(stack, Outputs[name].Value) as string;
    }
    throw new Error(`no stack puts out ${name}`);
  }

  #expression(stack: string, name: string, argument: unknown): unknown {
    const resolved = this.resolve(stack, argument);
    switch (name) {
      case "Ref":
        return PSEUDO[resolved as string] ?? this.#lookup(this.#find(stack, resolved as string), undefined);
      case "Fn::GetAtt": {
        const [id, attribute] = resolved as [string, string];
        return this.#lookup(this.#find(stack, id), attribute);
      }
      case "Fn::Join": {
        const [separator, parts] = resolved as [string, string[]];
        return parts.join(separator);
      }
      case "Fn::ImportValue":
        return this.#exported(resolved as string);
      default:
        throw new Error(`The local run does not know ${name}; teach it in lib/local/assembly.ts.`);
    }
  }

  #find(stack: string, id: string): Resource {
    const found = this.resources.find((resource) => resource.stack === stack && resource.id === id);
    if (found === undefined) throw new Error(`${stack} has no resource ${id}`);
    return found;
  }

  #exported(name: string): unknown {
    for (const [stack, { Outputs = {} }] of this.#templates) {
      const output = Object.values(Outputs).find(({ Export }) => Export?.Name === name);
      if (output !== undefined) return this.resolve(stack, output.Value);
    }
    throw new Error(`no stack exports ${name}`);
  }
}

export const nameOfFunction = (properties: Resource["properties"]): string =>
  String(properties["Description"]).replace("Tributary: ", "");
