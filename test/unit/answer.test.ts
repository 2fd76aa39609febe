import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import Negotiator from "negotiator";
import { describe, expect, test } from "vitest";
import { type Answer, type Asked, toGateway } from "../../lib/http/answer.ts";
import { chooseCoding } from "../../lib/http/coding.ts";
import { gatewayEvent } from "../support/gateway-event.ts";

const asked = (method: string, headers: Record<string, string> = {}): Asked =>
  gatewayEvent({ headers, requestContext: { http: { method } } });
const LONG = { status: 200, body: { text: "long and longer ".repeat(100) } };
const SHORT = { status: 200, body: { text: "x".repeat(1024 - '{"text":""}'.length) } };

/** As Negotiator 1 has it; its types are older. */
interface Choosing {
  encoding(available: string[], options: { preferred: string[] }): string | undefined;
  encodings(available: string[]): string[];
}

/** What a client makes of an answer. */
function received(answer: Answer, method: string, headers: Record<string, string> = {}, hasForms = false) {
  const result = toGateway(answer, asked(method, headers), hasForms);
  const bytes = Buffer.from(result.body ?? "", result.isBase64Encoded === true ? "base64" : "utf8");
  const coding = result.headers?.["content-encoding"];
  const plain =
    method === "HEAD"
      ? bytes
      : coding === "br"
        ? brotliDecompressSync(bytes)
        : coding === "gzip"
          ? gunzipSync(bytes)
          : bytes;
  return { status: result.statusCode, headers: result.headers ?? {}, bytes, text: plain.toString(), coding };
}

describe("compression", () => {
  test("is for more than 1 KB, and only what the caller takes", () => {
    for (const [accepted, coding] of [
      ["gzip", "gzip"],
      ["br", "br"],
      ["gzip, deflate, br", "br"],
      ["gzip;q=1, br;q=0.5", "gzip"],
      ["GZIP", "gzip"],
      ["*", "br"],
      ["br;q=0, *", "gzip"],
      ["identity", undefined],
      ["identity, gzip;q=0.5", undefined],
      ["gzip;q=0", undefined],
      ["gzip;q=high", undefined],
      ["deflate", undefined],
      ["", undefined],
    ] as const) {
      const long = received(LONG, "GET", { "accept-encoding": accepted });
      expect([accepted, long.coding, JSON.parse(long.text)]).toEqual([accepted, coding, LONG.body]);
      expect(received(SHORT, "GET", { "accept-encoding": accepted }).coding).toBeUndefined();
    }
    expect(received(LONG, "GET").coding).toBeUndefined();
  });

  test("chooses as another reader of the header does", () => {
    const weight = fc.constantFrom(
      "",
      ";q=0",
      ";q=0.001",
      ";q=0.5",
      "; q=0.5",
      ";q=0.999",
      ";q=1",
      ";q=1.000",
    );
    const item = fc
      .tuple(fc.constantFrom("gzip", "br", "identity", "*", "deflate"), weight)
      .map((parts) => parts.join(""));
    const header = fc
      .uniqueArray(item, { maxLength: 5, selector: (text) => text.split(";")[0] })
      .map((items) => items.join(", "));
    fc.assert(
      fc.property(header, (accepted) => {
        const other = new Negotiator({ headers: { "accept-encoding": accepted } }) as unknown as Choosing;
        const best = other.encoding(["br", "gzip", "identity"], { preferred: ["br", "gzip"] });
        const ours = chooseCoding("x".repeat(2000), accepted);
        const weights = other.encodings(["br", "gzip", "identity"]);
        // Where all is refused, it is sent as it is rather than not at all.
        expect([accepted, ours]).toEqual([
          accepted,
          weights.length === 0 || best === "identity" ? undefined : best,
        ]);
      }),
      { numRuns: 500 },
    );
  });

  test("makes another answer of it, with another ETag, and If-None-Match knows both", () => {
    const tags = ["", "gzip", "br"].map((accepted) =>
      String(received(LONG, "GET", { "accept-encoding": accepted }).headers["etag"]),
    );
    expect(new Set(tags).size).toBe(3);
    for (const tag of [...tags, `W/${tags[0]}`, `"other", ${tags[2]}`, "*"]) {
      for (const accepted of ["", "gzip", "br"]) {
        const again = received(LONG, "GET", { "accept-encoding": accepted, "if-none-match": tag });
        expect([again.status, again.text, again.headers["content-encoding"]]).toEqual([304, "", undefined]);
        expect(again.headers["etag"]).toBe(tags[["", "gzip", "br"].indexOf(accepted)]);
      }
    }
    expect(received(LONG, "GET", { "if-none-match": '"other"' }).status).toBe(200);
  });
});

test("HEAD is told what GET is, without the body", () => {
  for (const answer of [
    LONG,
    SHORT,
    { status: 404, body: { detail: "none" } },
    { status: 204 },
  ] as Answer[]) {
    for (const accepted of ["", "gzip"]) {
      const [get, head] = ["GET", "HEAD"].map((method) =>
        received(answer, method, { "accept-encoding": accepted }),
      );
      const length = get?.bytes.length === 0 ? {} : { "content-length": String(get?.bytes.length) };
      expect([head?.status, head?.text, head?.headers]).toEqual([
        get?.status,
        "",
        { ...get?.headers, ...length },
      ]);
    }
  }
});

describe("caches", () => {
  test("are told what an answer depends on", () => {
    expect(received(LONG, "GET").headers["vary"]).toBe("Accept-Encoding, Authorization");
    expect(received(LONG, "HEAD", {}, true).headers["vary"]).toBe("Accept-Encoding, Authorization, Accept");
    expect(received({ status: 400 }, "GET", {}, true).headers["vary"]).toBe(
      "Accept-Encoding, Authorization, Accept",
    );
  });

  test.each([
    ["GET", 200, true, "private, no-cache"],
    ["HEAD", 404, true, "private, no-cache"],
    ["GET", 503, true, "private, no-cache"],
    ["GET", 200, false, "public, max-age=10"],
    ["HEAD", 401, false, "public, max-age=10"],
    ["GET", 429, false, "no-store"],
    ["GET", 503, false, "no-store"],
    ["POST", 200, false, "private, no-cache"],
  ])("%s, %i, with a token: %s: %s", (method, status, hasToken, expected) => {
    const headers = hasToken ? { authorization: "Bearer x" } : {};
    expect(
      received({ status, body: {} }, method, headers as Record<string, string>).headers["cache-control"],
    ).toBe(expected);
  });
});
