import { TYPE_PATTERN } from "../domain/entity.ts";

const COLLECTION = TYPE_PATTERN.source.slice(1, -1);

/** As every path writes one: six characters in the contract's own way, the others as usual. */
const ID = "(?:[^/?#~%\\u0000-\\u001f\\u007f-\\u009f]|~(?:7E|2F|3F|23|25|5C)|%[0-9A-Fa-f]{2})+";

/** What leads to a stream, with its filters. Which words are no collection, no pattern can say briefly. */
export const STREAM_PATH = `^/(?:actions|feed|${COLLECTION}/activity|${COLLECTION}/${ID}/(?:activity|feed))(?:\\?[^#]*)?$`;
