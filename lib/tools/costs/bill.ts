import { ASSUMED as A } from "./assumptions.ts";
import { type Sleep, awakeShare, buildsAMonth, visitDays } from "./awake.ts";
import type { BillLine } from "./bill-line.ts";
import type { Cost, Scenario } from "./cost.ts";
import * as prices from "./prices.ts";
import { storageOf } from "./storage.ts";

export interface Stage extends Sleep {
  readonly rowDays: number;
  readonly window: number;
  /** Read units of a feed's state for a new action. Absent: as measured. */
  readonly stateUnits?: number | undefined;
  /** Read units of a settle pass for each followed entity. Absent: as measured. */
  readonly settleUnits?: number | undefined;
  readonly followsJoin: boolean;
  /** Whether the pass that gives rows to what has joined looks for theirs alone, not for everybody's. */
  readonly foldsAlone: boolean;
  readonly ownLines: boolean;
  readonly badgesWithPages: boolean;
}

export const OWN_LINES = 300;

const POST = "post an action with a target, before fan-out";
const LIST = "list it: the public stream and those of two types";
const DELIVER = "deliver it into a feed, each";
const PASS_BY = "pass by a follower whose feed sleeps, each";
const FIND = "find 500 followers, each";
const FIRST = "first page of a warm feed: 25 actions of 750 bytes";
const LATER = "a later page";
const FIRST_OF_DAY = "the first page of a day";
const ACTIVITY = "a page of somebody's activity, any role";
const BUILD_ROW = "build a feed, each row";
const BUILD_FOLLOWED = "build a feed, each followed entity";
const SETTLE = "settle a feed, each followed entity";
const FOLD = "give rows to what has joined a feed, each";
const PULLED = "a page by pulling, each followed entity";
const JOINED = "what has joined a feed, each page";
const FOLLOW = "follow, with its action";
const COUNT = "count it";
const UNFOLLOW = "unfollow";
const COUNT_THAT = "count that";
const GROUP = "notify somebody: a new group";
const MEMBER = "a member more, and the group moves up";
const BADGE = "a badge: count 5 groups that are not seen";
const NOTIFICATIONS = "the first 25 notifications, in full groups";
const MARK = "mark a page of them as seen, none younger than a minute, and count";

const READS = [FIRST, LATER, FIRST_OF_DAY, ACTIVITY, BADGE, NOTIFICATIONS];
const WRITES = [POST, FOLLOW, UNFOLLOW, MARK];
const TOLD = [POST, FOLLOW, UNFOLLOW];
const STATE_READS = [DELIVER, PASS_BY];
const PAGES = [FIRST, LATER, FIRST_OF_DAY, ACTIVITY, NOTIFICATIONS];

const DAILY_ROWS = (A.posts * A.followees) / A.days;
const GO_ON = A.laterPages / (1 + A.laterPages);
const PAGE = 25;
const MILLION = 1e6;
const GIGABYTE = 1e9;

export function operationsOf(users: number, stage: Stage): ReadonlyMap<string, number> {
  const each = (count: number) => users * count;
  const delivered = each(A.posts * A.followees);
  const awake = awakeShare(stage);
  const changes = A.unfollows + (stage.followsJoin ? 0 : A.follows);
  const joins = stage.followsJoin ? A.follows : 0;
  const builds = buildsAMonth(stage) + changes;
  const openingsADay = A.openings / visitDays();
  return new Map([
    [POST, each(A.posts)],
    [LIST, each(A.posts)],
    [FIND, delivered],
    [DELIVER, delivered * awake],
    [PASS_BY, delivered * (1 - awake)],
    [FIRST, each(A.openings - visitDays())],
    [FIRST_OF_DAY, each(visitDays())],
    [LATER, each(A.openings * A.laterPages)],
    [BUILD_ROW, each(builds * stage.window)],
    [BUILD_FOLLOWED, each(builds * A.followees)],
    [SETTLE, each((builds * A.settles + (stage.foldsAlone ? 0 : joins)) * A.followees)],
    [FOLD, each(stage.foldsAlone ? joins : 0)],
    [PULLED, each(builds * openingsADay * pagesBelow(stage.window) * A.followees)],
    [JOINED, each(joins * openingsADay * (1 + A.laterPages))],
    [ACTIVITY, each(A.activityPages)],
    [FOLLOW, each(A.follows)],
    [COUNT, each(A.follows)],
    [UNFOLLOW, each(A.unfollows)],
    [COUNT_THAT, each(A.unfollows)],
    [GROUP, each(A.groups)],
    [MEMBER, each(A.members)],
    [BADGE, each(A.badges)],
    [NOTIFICATIONS, each(A.notificationPages)],
    [MARK, each(A.notificationMarks)],
  ]);
}

/** Pages opened below a feed's rows, for each first page on a build's day: half has been delivered since. */
const pagesBelow = (window: number): number => GO_ON ** Math.ceil(window / PAGE - 1 / PAGE) / (1 - GO_ON) / 2;

/** For how many days rows live: twice as long as a window takes to come, and three (`rowLifeOf`). */
export const busyRowDays = (window: number): number => 3 + (2 * window) / DAILY_ROWS;

export const isBilled = ({ operation }: Scenario): boolean => operationsOf(1, ANY).has(operation);

const ANY: Stage = {
  ...{ asleepAfterDays: 1, firstAsleepAfterDays: 1, rowDays: 1, window: 1 },
  ...{ stateUnits: 1, settleUnits: 1, followsJoin: true, foldsAlone: true },
  ...{ ownLines: false, badgesWithPages: true },
};

export function bill(measured: ReadonlyMap<string, Cost>, users: number, stage: Stage): BillLine[] {
  const counts = operationsOf(users, stage);
  const of = (...operations: readonly string[]) =>
    operations.reduce((sum, operation) => sum + (counts.get(operation) ?? 0), 0);
  const table = [...counts].map(([operation, count]) => ({
    ...{ part: "table", what: operation, count },
    dollars: (count / MILLION) * prices.dollars(unitsOf(measured, operation, stage)),
  }));
  const alone = (operation: string) => operation !== BADGE || !stage.badgesWithPages;
  const requests = of(...READS.filter(alone), ...WRITES);
  const requestLog = A.requestLog - (stage.ownLines ? 0 : OWN_LINES);
  const line = (part: string, what: string, count: number, dollars: number) => ({
    ...{ part, what, count, dollars: count * dollars },
  });
  return [
    ...table,
    ...storageOf(users, (of(DELIVER, BUILD_ROW) / A.days) * stage.rowDays),
    line("requests", "gateway", requests, prices.PER_REQUEST),
    line("requests", "functions that answer", requests, prices.perRequestCall),
    line("requests", "functions behind the stream", of(...TOLD), prices.perRecordCalls),
    line(
      "requests",
      "seconds of functions that deliver",
      of(DELIVER, PASS_BY) / A.rowsPerSecond,
      prices.perSecond,
    ),
    line("requests", "events on the bus", of(...TOLD, GROUP, MEMBER), prices.PER_EVENT),
    line("requests", "requests to queues", (3 * A.chunked * of(FIND)) / A.chunk, prices.PER_QUEUE_REQUEST),
    line(
      "around",
      "GB of logs",
      (requests * requestLog + of(POST) * A.postLog) / GIGABYTE,
      prices.PER_LOG_GIGABYTE,
    ),
    line("around", "GB sent out, compressed", bytesOut(of, stage) / GIGABYTE, prices.PER_EGRESS_GIGABYTE),
    line("around", "alarms, metrics, dashboard, key, canary", 1, prices.FIXED),
  ];
}

const COUNTS_OUT = 60;

function bytesOut(
  of: (...operations: readonly string[]) => number,
  { badgesWithPages }: Pick<Stage, "badgesWithPages">,
): number {
  const badge = badgesWithPages ? COUNTS_OUT : A.answerOut;
  return of(...PAGES) * A.pageOut + of(BADGE) * badge + of(...WRITES) * A.answerOut;
}

function unitsOf(measured: ReadonlyMap<string, Cost>, operation: string, stage: Stage): Cost {
  const cost = measured.get(operation);
  if (cost === undefined) throw new Error(`no scenario is called "${operation}"`);
  const former = STATE_READS.includes(operation)
    ? stage.stateUnits
    : operation === SETTLE
      ? stage.settleUnits
      : undefined;
  return { ...cost, read: former ?? cost.read };
}
