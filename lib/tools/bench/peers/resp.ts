import { connect } from "node:net";

type Reply = string | number | null | Error | readonly Reply[];

/** Sends commands to a Redis over one connection, those of one moment in one piece. @throws what it refuses */
export function connectRedis(port: number): (command: readonly string[]) => Promise<Reply> {
  const socket = connect(port, "127.0.0.1").setNoDelay();
  const waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];
  let rest = Buffer.alloc(0);
  socket.on("data", (data) => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
    let at = 0;
    for (let found = parse(rest, at); found !== undefined; found = parse(rest, at)) {
      at = found.end;
      const { resolve, reject } = waiting.shift() ?? { resolve: () => {}, reject: () => {} };
      if (found.reply instanceof Error) reject(found.reply);
      else resolve(found.reply);
    }
    rest = rest.subarray(at);
  });
  socket.on("error", (error) => waiting.splice(0).forEach(({ reject }) => reject(error)));
  return (command) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      if (socket.writableCorked === 0) {
        socket.cork();
        process.nextTick(() => socket.uncork());
      }
      socket.write(encode(command));
    });
}

export const encode = (command: readonly string[]): string =>
  `*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;

interface Parsed {
  readonly reply: Reply;
  readonly end: number;
}

/** The reply that begins there. @returns undefined where it is not there as a whole yet */
export function parse(data: Buffer, at: number): Parsed | undefined {
  const line = data.indexOf("\r\n", at);
  if (line < 0) return undefined;
  const [kind, text] = [data.toString("latin1", at, at + 1), data.toString("utf8", at + 1, line)];
  const start = line + 2;
  if (kind === "+") return { reply: text, end: start };
  if (kind === "-") return { reply: new Error(text), end: start };
  if (kind === ":") return { reply: Number(text), end: start };
  const size = Number(text);
  if (size < 0) return { reply: null, end: start };
  if (kind === "*") return parseAll(data, start, size);
  const end = start + size;
  return data.length < end + 2 ? undefined : { reply: data.toString("utf8", start, end), end: end + 2 };
}

function parseAll(data: Buffer, start: number, count: number): Parsed | undefined {
  const reply: Reply[] = [];
  let end = start;
  while (reply.length < count) {
    const next = parse(data, end);
    if (next === undefined) return undefined;
    reply.push(next.reply);
    end = next.end;
  }
  return { reply, end };
}
