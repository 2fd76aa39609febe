import { ASSUMED as A } from "./assumptions.ts";
import type { BillLine } from "./bill-line.ts";
import * as prices from "./prices.ts";

const GIGABYTE = 1e9;

interface Stored {
  readonly what: string;
  readonly bytes: number;
  /** How much of it lies in the table itself: the rest are copies in global indexes. */
  readonly share: number;
}

/** Keys of `lib/table/keys.ts`: an action is one item, a follow is an item of each side. */
const ACTION_ITEMS = 1;
const FOLLOW_ITEMS = 2;

function storedOf(users: number, feedRows: number): readonly Stored[] {
  const { bytes } = A;
  const posts = users * A.posts * A.age;
  const note = bytes.group + bytes.groupIndex;
  const whole = (what: string, size: number) => ({ what, bytes: size, share: 1 });
  return [
    {
      what: "actions, in the table and two indexes",
      bytes: posts * A.actionRows * bytes.action,
      share: ACTION_ITEMS / A.actionRows,
    },
    whole("rows of listed streams", posts * A.listedRows * bytes.listed),
    whole("rows of feeds", feedRows * bytes.feedRow),
    {
      what: "follows, in the table and two indexes",
      bytes: users * A.followees * A.followRows * bytes.follow,
      share: FOLLOW_ITEMS / A.followRows,
    },
    whole("people, and the states of their feeds", users * bytes.person),
    {
      what: "notifications of 97 days, in the table and an index",
      bytes: users * A.groups * (97 / A.days) * note,
      share: bytes.group / note,
    },
  ];
}

/** A month's storage in GB. Recovery and backups are charged without global indexes. */
export function storageOf(users: number, feedRows: number): BillLine[] {
  const stored = storedOf(users, feedRows);
  const line = (what: string, count: number, price: number) => ({
    ...{ part: "storage, GB", what, count },
    dollars: count * price,
  });
  const inTable = stored.reduce((sum, { bytes, share }) => sum + bytes * share, 0) / GIGABYTE;
  return [
    ...stored.map(({ what, bytes }) => line(what, bytes / GIGABYTE, prices.PER_STORED_GIGABYTE)),
    line("point-in-time recovery of the table", inTable, prices.PER_RECOVERY_GIGABYTE),
    line("backups of the table", inTable * A.backups, prices.PER_BACKUP_GIGABYTE),
  ];
}
