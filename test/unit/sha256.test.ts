import { createHash, createHmac } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Sha256 } from "../../lib/table/sha256.ts";

const data = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.uint8Array(),
  fc.uint8Array().map((bytes) => bytes.slice().buffer),
);

test("it hashes and signs as Node does, whatever it is given and however often", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(data), fc.option(data), async (parts, secret) => {
      const bytes = (part: string | Uint8Array | ArrayBuffer) => Buffer.from(part as string);
      const [expected, sum] =
        secret === null
          ? [createHash("sha256"), new Sha256()]
          : [createHmac("sha256", bytes(secret)), new Sha256(secret)];
      sum.update("of another request");
      sum.reset();
      for (const part of parts) {
        expected.update(bytes(part));
        sum.update(part);
      }
      expect(Buffer.from(await sum.digest())).toEqual(expected.digest());
    }),
  );
});

test("a view of a part of a buffer is that part", async () => {
  const whole = Buffer.from("one two three");
  const sum = new Sha256(whole.subarray(0, 3));
  sum.update(whole.subarray(4, 7));
  expect(Buffer.from(await sum.digest())).toEqual(createHmac("sha256", "one").update("two").digest());
});
