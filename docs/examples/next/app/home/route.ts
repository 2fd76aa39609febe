import { answer, tributary, userOf } from "../../tributary.ts";

export async function GET(request: Request): Promise<Response> {
  return answer(async () => {
    const page = await tributary
      .feedOf(userOf(request), { limit: 20 })
      .page(new URL(request.url).searchParams.get("after"));
    const news = page.results.map(({ summary, timestamp }) => ({ summary, timestamp }));
    return Response.json({ news, after: page.next });
  });
}
