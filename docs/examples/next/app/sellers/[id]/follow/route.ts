import { answer, tributary, userOf } from "../../../../tributary.ts";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const seller = { model_type: "seller", id: (await params).id };
  return answer(async () => {
    // Not only what the seller does, but also what is done to them.
    await tributary.follow(seller, { user: userOf(request), actor_only: false });
    return new Response(null, { status: 204 });
  });
}
