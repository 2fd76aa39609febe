import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { PARTITION_KEY, SORT_KEY } from "../../lib/contract/table.ts";
import type { Item } from "./values.ts";

type Image = Record<string, AttributeValue>;

/** Images are frozen and shared: by the item, by the record that made it and by the one that ended it. */
const images = new WeakMap<Item, Image>();

function imageOf(item: Item): Image {
  const found = images.get(item) ?? marshall(item);
  images.set(item, found);
  return found;
}

const TTL_SERVICE = { type: "Service", principalId: "dynamodb.amazonaws.com" };

/**
 * One change of one item, as a function behind the stream is given it. Marshalled only when somebody looks.
 */
export class StreamRecord {
  readonly eventSource = "aws:dynamodb";
  readonly eventID: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly userIdentity: typeof TTL_SERVICE | undefined;
  /** The items themselves, for code that needs no wire form. */
  readonly old: Item | undefined;
  readonly new: Item | undefined;
  /** When it happened, epoch milliseconds with a fraction. */
  readonly time: number;
  readonly sequence: number;

  constructor(
    sequence: number,
    time: number,
    old: Item | undefined,
    now: Item | undefined,
    isExpiry: boolean,
  ) {
    this.sequence = sequence;
    this.eventID = `event-${sequence}`;
    this.time = time;
    this.old = old;
    this.new = now;
    this.eventName = old === undefined ? "INSERT" : now === undefined ? "REMOVE" : "MODIFY";
    this.userIdentity = isExpiry ? TTL_SERVICE : undefined;
  }

  get pk(): string {
    return (this.new ?? this.old)?.[PARTITION_KEY] as string;
  }

  get dynamodb() {
    const image = imageOf((this.new ?? this.old) as Item);
    return {
      ApproximateCreationDateTime: Math.floor(this.time / 1000),
      Keys: { [PARTITION_KEY]: image[PARTITION_KEY], [SORT_KEY]: image[SORT_KEY] } as Image,
      SequenceNumber: String(this.sequence).padStart(21, "0"),
      StreamViewType: "NEW_AND_OLD_IMAGES" as const,
      ...(this.old && { OldImage: imageOf(this.old) }),
      ...(this.new && { NewImage: imageOf(this.new) }),
    };
  }
}

/** The table's stream: shards in which the changes of any one item stand in order. */
export class Stream {
  readonly shards: readonly StreamRecord[][];
  #sequence = 0;
  #waiting: { readonly shard: number; readonly beyond: number; go(): void }[] = [];

  constructor(shards: number) {
    this.shards = Array.from({ length: shards }, () => []);
  }

  append(pk: string, time: number, old: Item | undefined, now: Item | undefined, isExpiry: boolean): void {
    const shard = hash(pk) % this.shards.length;
    const records = this.shards[shard] as StreamRecord[];
    records.push(new StreamRecord(++this.#sequence, time, old, now, isExpiry));
    if (this.#waiting.length === 0) return;
    const isDue = (one: { shard: number; beyond: number }) =>
      one.shard === shard && records.length > one.beyond;
    const due = this.#waiting.filter(isDue);
    this.#waiting = this.#waiting.filter((one) => !isDue(one));
    for (const { go } of due) go();
  }

  /** Waits for a record beyond this many of a shard. Who waits here keeps no run from ending. */
  beyond(shard: number, count: number): Promise<void> {
    if ((this.shards[shard]?.length ?? 0) > count) return Promise.resolve();
    return new Promise((go) => this.#waiting.push({ shard, beyond: count, go }));
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
