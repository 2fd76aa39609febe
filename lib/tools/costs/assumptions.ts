/**
 * What a month of people is taken to be, for `npm run costs -- --users`. Written before what lowers the bill,
 * and not changed by it: bills of two commits can be compared.
 */
export const ASSUMED = {
  days: 30,
  /** Each person, on average. */
  posts: 20,
  openings: 90,
  followees: 100,
  /** Who comes how often: their share of all people, and on how many days of a month, at random. */
  visitors: [
    { share: 0.25, days: 26 },
    { share: 0.35, days: 5 },
    { share: 0.4, days: 1.5 },
  ],
  /** Of each opening: deeper pages. */
  laterPages: 0.5,
  /** Of a person, besides: pages of somebody's activity, follows and unfollows. */
  activityPages: 10,
  follows: 2,
  unfollows: 0.5,
  /** Settle passes after each build: within the minute, and after a day. */
  settles: 2,
  /** Groups that begin, and members that come to a small one; a badge with each opening; pages and marks. */
  groups: 10,
  members: 20,
  badges: 90,
  notificationPages: 10,
  notificationMarks: 10,
  /** How long everything has been stored that is kept for good, in months. */
  age: 6,
  /** Bytes, with the 100 that DynamoDB adds to each item and index row. */
  bytes: { action: 760, listed: 610, feedRow: 610, follow: 400, group: 1500, groupIndex: 260, person: 1200 },
  /** Rows of an action: in the table, in two indexes; and in three listed streams. */
  actionRows: 3,
  listedRows: 3,
  /** A follow has two sides, each in an index. */
  followRows: 4,
  /** A backup each month, which is kept until the next. */
  backups: 1,
  /** Rows that a second of a function delivers: docs/performance.md. */
  rowsPerSecond: 1700,
  /** Of all deliveries, those to large audiences, in chunks: three requests of a queue each. */
  chunked: 0.1,
  chunk: 2000,
  /** Bytes of logs: of a request, and of a post besides. */
  requestLog: 600,
  postLog: 1050,
  /** Bytes of a page of 25 as it goes out, compressed: brotli makes 18 KB to a sixth. Other answers. */
  pageOut: 3000,
  answerOut: 500,
} as const;
