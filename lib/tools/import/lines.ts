import type { Input } from "./input.ts";

/** Bytes: more than any event has, and little enough for memory. */
const LONGEST_LINE = 64 * 1024 * 1024;
const LF = 0x0a;
const CR = 0x0d;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const BOM = "\ufeff";
const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

export interface Line {
  readonly number: number;
  readonly place: string;
  /** `undefined` if the bytes are not UTF-8. */
  readonly text: string | undefined;
}

/** LF, CR LF and CR end a line; overlong ones are cut. @throws for UTF-16, and at a broken end */
export async function* linesOf(input: Input): AsyncGenerator<Line> {
  let number = 0;
  for await (const bytes of byteLines(input.pieces())) {
    if (++number === 1 && UTF_16.some((mark) => bytes.subarray(0, 2).equals(mark))) {
      throw new Error(`${input.name} is UTF-16; save it as UTF-8.`);
    }
    const text = decoded(bytes);
    yield {
      number,
      place: `${input.name} line ${number}`,
      text: number === 1 && text?.startsWith(BOM) ? text.slice(1) : text,
    };
  }
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

async function* byteLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let kept = 0;
  let endedByCR = false;
  const keep = (part: Buffer) => {
    if (kept > LONGEST_LINE || part.length === 0) return;
    parts.push(part);
    kept += part.length;
  };
  const line = () => {
    const whole = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    [parts, kept] = [[], 0];
    return whole;
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let at = nextEnd(piece, 0); at < piece.length; at = nextEnd(piece, at + 1)) {
      const isRest = piece[at] === LF && at === from && endedByCR;
      endedByCR = piece[at] === CR;
      if (!isRest) {
        keep(piece.subarray(from, at));
        yield line();
      }
      from = at + 1;
    }
    if (from < piece.length) endedByCR = false;
    keep(piece.subarray(from));
  }
  if (kept > 0) yield line();
}

function nextEnd(piece: Buffer, from: number): number {
  const [lf, cr] = [piece.indexOf(LF, from), piece.indexOf(CR, from)];
  return Math.min(lf < 0 ? piece.length : lf, cr < 0 ? piece.length : cr);
}
