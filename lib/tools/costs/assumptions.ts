/** The assumed month of `npm run costs -- --users`. Optimisations do not change it: bills stay comparable. */
export const ASSUMED = {
  days: 30,
  posts: 20,
  openings: 90,
  followees: 100,
  /** Visit patterns: the share of people, and their days of a month, at random. */
  visitors: [
    { share: 0.25, days: 26 },
    { share: 0.35, days: 5 },
    { share: 0.4, days: 1.5 },
  ],
  laterPages: 0.5,
  /** Of a person: pages of others' activity, follows and unfollows. */
  activityPages: 10,
  follows: 2,
  unfollows: 0.5,
  settles: 2,
  /** Groups that begin, and members of small groups; a badge with each visit; pages and marks. */
  groups: 10,
  members: 20,
  badges: 90,
  notificationPages: 10,
  notificationMarks: 10,
  age: 6,
  /** Bytes, with the 100 that DynamoDB adds to each item and index row. */
  bytes: { action: 760, listed: 610, feedRow: 610, follow: 400, group: 1500, groupIndex: 260, person: 1200 },
  /** Rows of an action: in the table, in two indexes, and in three type streams. */
  actionRows: 3,
  listedRows: 3,
  followRows: 4,
  /** One monthly backup, kept until the next. */
  backups: 1,
  /** Delivered rows of a second of a function: docs/performance.md. */
  rowsPerSecond: 1700,
  /** Share of deliveries to large audiences, in chunks: three queue requests each. */
  chunked: 0.1,
  chunk: 2000,
  /** Bytes of logs of a request, and more of a post. */
  requestLog: 600,
  postLog: 1050,
  pageOut: 3000,
  answerOut: 500,
} as const;
