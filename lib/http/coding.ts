import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** In order of preference, where the caller has none. */
const CODINGS = ["br", "gzip"] as const;
export type Coding = (typeof CODINGS)[number];

const SMALL = 1024;
/** As fast as gzip, and smaller. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** A body's coding by `Accept-Encoding` (RFC 9110, 12.5.3); none if it is small, or if the caller says so. */
export function chooseCoding(content: string, accepted: string | undefined): Coding | undefined {
  if (accepted === undefined || Buffer.byteLength(content) <= SMALL) return undefined;
  const weights = new Map(accepted.toLowerCase().split(",").map(weighted));
  const weightOf = (coding: string): number => weights.get(coding) ?? weights.get("*") ?? 0;
  const best = Math.max(...CODINGS.map(weightOf));
  if (best === 0 || best < weightOf("identity")) return undefined;
  return CODINGS.find((coding) => weightOf(coding) === best);
}

/** A coding and its weight; malformed weights count as 0. */
function weighted(item: string): [coding: string, weight: number] {
  const [coding = "", ...parameters] = item.split(";").map((part) => part.trim());
  const given = parameters.find((parameter) => parameter.startsWith("q="));
  if (given === undefined) return [coding, 1];
  return [coding, /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(given) ? Number(given.slice(2)) : 0];
}

export const compress = (content: string, coding: Coding): Buffer =>
  coding === "br" ? brotliCompressSync(content, BROTLI) : gzipSync(content);
