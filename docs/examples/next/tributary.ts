// In a project of your own: the one file that docs/client.md builds.
import { Client, ProblemError } from "../../../lib/client/client.ts";

/** A service's key may act for everybody, so it stays on the server. `npm run keys -- create shop` makes one. */
export const tributary = new Client({
  url: process.env["TRIBUTARY_URL"] ?? "http://127.0.0.1:3000",
  token: () => process.env["TRIBUTARY_KEY"] ?? "",
});

/** Whoever has signed in; how is the shop's own affair. */
export const userOf = (request: Request): string => `user:${request.headers.get("x-user")}`;

/** What the caller got wrong is told; what this server got wrong is not. */
export async function answer(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status >= 500 || error.status === 401) throw error;
    return Response.json({ error: error.message }, { status: error.status });
  }
}
