import { type KeyObject, createHmac, createSecretKey, hash } from "node:crypto";
import type { HashConstructor } from "@smithy/types";

type Data = Parameters<InstanceType<HashConstructor>["update"]>[0];

const MOST_KEYS = 8;
const keys = new Map<string, KeyObject>();

/** For signing: with one call for each hash, and one `KeyObject` for a key, which every request uses anew. */
export class Sha256 {
  readonly digestLength = 32;
  readonly #key: KeyObject | undefined;
  #parts: Buffer[] = [];

  constructor(secret?: Data) {
    this.#key = secret === undefined ? undefined : keyOf(secret);
  }

  update(data: Data): void {
    this.#parts.push(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    const [first = Buffer.alloc(0), ...others] = this.#parts;
    const data = others.length === 0 ? first : Buffer.concat(this.#parts);
    return this.#key === undefined
      ? hash("sha256", data, "buffer")
      : createHmac("sha256", this.#key).update(data).digest();
  }

  reset(): void {
    this.#parts = [];
  }
}

function bytesOf(data: Data): Buffer {
  if (typeof data === "string") return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

/** Node makes a key anew each time that it is given a text. */
export function keyOf(secret: Data): KeyObject {
  const bytes = bytesOf(secret);
  const name = bytes.toString("latin1");
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size === MOST_KEYS) keys.clear();
  const key = createSecretKey(bytes);
  keys.set(name, key);
  return key;
}
