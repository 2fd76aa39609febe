import { TYPE_PATTERN } from "../domain/entity.ts";

const COLLECTION = TYPE_PATTERN.source.slice(1, -1);

/** Escaped as paths write ids: six characters in the contract's own way, the others percent-encoded. */
const ID = "(?:[^/?#~%\\u0000-\\u001f\\u007f-\\u009f]|~(?:7E|2F|3F|23|25|5C)|%[0-9A-Fa-f]{2})+";

/** The path of a stream with its filters. A pattern cannot briefly exclude the reserved words. */
export const STREAM_PATH = `^/(?:actions|feed|${COLLECTION}/activity|${COLLECTION}/${ID}/(?:activity|feed))(?:\\?[^#]*)?$`;
