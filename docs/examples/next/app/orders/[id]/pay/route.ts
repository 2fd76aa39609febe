import { answer, tributary, userOf } from "../../../../tributary.ts";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  return answer(async () => {
    const target = { model_type: "order", id };
    // The order is the key: a request that is repeated tells of it once.
    await tributary.post({ actor: userOf(request), verb: "paid", target }, { idempotencyKey: `paid-${id}` });
    return new Response(null, { status: 204 });
  });
}
