import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { connectRedis, encode, parse } from "../../../lib/tools/bench/peers/resp.ts";

const REPLIES = "+OK\r\n:12\r\n$-1\r\n$5\r\nh\u00e9\r\n\r\n*2\r\n$1\r\na\r\n*0\r\n";
const READ = ["OK", 12, null, "h\u00e9\r\n", ["a", []]];

test("a command is written with the lengths of its words in bytes", () => {
  expect(encode(["SET", "h\u00e9"])).toBe("*2\r\n$3\r\nSET\r\n$3\r\nh\u00e9\r\n");
});

test("an error is a reply", () => {
  expect(parse(Buffer.from("-ERR no\r\n"), 0)?.reply).toEqual(new Error("ERR no"));
});

test("no reply is read before all of it is there", () => {
  const one = Buffer.from("*2\r\n$1\r\na\r\n:1\r\n");
  for (let length = 0; length < one.length; length++) {
    expect(parse(one.subarray(0, length), 0)).toBeUndefined();
  }
  expect(parse(one, 0)).toEqual({ reply: ["a", 1], end: one.length });
});

test("replies that come byte by byte go to who asked, in their order; one that is an error is thrown", async () => {
  const server = createServer((socket) =>
    socket.once("data", () => {
      for (const byte of Buffer.from(`${REPLIES}-ERR no\r\n`)) socket.write(Buffer.of(byte));
    }),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const redis = connectRedis((server.address() as AddressInfo).port);
  const replies = [...READ, "error"].map(() => redis(["PING"]).catch((error: Error) => error.message));
  expect(await Promise.all(replies)).toEqual([...READ, "ERR no"]);
  server.close();
});
