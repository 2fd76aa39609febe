/** A finding that is no fault, and why. */
interface Accepted {
  readonly code: string;
  /** Found in the finding's text: the request and its answer. */
  readonly text: RegExp;
  readonly reason: string;
}

/** Findings of the fuzzer that are right as they are. Everything else is a fault. */
export const ACCEPTED: readonly Accepted[] = [
  {
    code: "ST202",
    text: /must be later than since/,
    reason: "`since` lies before `until`: JSON Schema compares no two parameters.",
  },
  {
    code: "ST202",
    text: /is required: a service names who it acts for/,
    reason: "Who must say `user` or `actor` depends on the token: a user need not.",
  },
  {
    code: "ST202",
    text: /is not a cursor of this list/,
    reason: "A cursor is sealed: it can be had from a page alone.",
  },
  {
    code: "ST202",
    text: /is not a mark of this feed/,
    reason: "A mark is sealed, as a cursor is: it can be had from a page alone.",
  },
  {
    code: "ST202",
    text: /must have (1 to|at most) \d+ bytes/,
    reason: "JSON Schema counts characters, not bytes.",
  },
  {
    code: "ST202",
    text: /is not known here/,
    reason: "Which attributes a PUT takes depends on the collection in its path.",
  },
  {
    code: "ST202",
    text: /must be a number that JSON carries exactly|must not be nested deeper/,
    reason:
      "`data` is anybody's own: its schema allows every object, and the document's prose says which numbers.",
  },
  {
    code: "ST202",
    text: /five minutes from now|must lie ahead/,
    reason: "How late or how early a time may be depends on the clock.",
  },
  {
    code: "ST202",
    text: /must be an http or https URL/,
    reason: "JSON Schema has a format for every URI, and none for those of the web alone.",
  },
  {
    code: "ST202",
    text: /path must lead to a stream|is not for feed keys/,
    reason: "A feed key's path is an address with a query of its own, which no pattern of JSON Schema says.",
  },
  {
    code: "ST202",
    text: /must change public, description, data or to/,
    reason: "`public: null` means absent, so a patch of it alone is as empty as `{}`.",
  },
  {
    code: "ST201",
    text: /\{"results":\[\{"status":/,
    reason: "Each item of a batch has a status of its own: a bad one spoils no other.",
  },
  {
    code: "ST202",
    text: /must not be the muter/,
    reason: "Who mutes depends on the token or on `user`: JSON Schema compares no two parameters.",
  },
  {
    code: "ST201",
    text: /-X DELETE .*\/notifications\//,
    reason: "A group is gone whether it was there or not: 204 whenever.",
  },
  {
    code: "ST103",
    text: /Received: 204[^]*-X DELETE .*\/notifications\//,
    reason: "`notifications` is no collection: this path is that of a group.",
  },
  {
    code: "ST105",
    text: /format=(as2|as2-collection|atom|jsonfeed|rss)/,
    reason:
      "Streams list JSON alone as their content, for clients that are generated; other forms are described in words.",
  },
  {
    code: "ST301",
    text: /\/(activity|feed|followers|following|is-following)/,
    reason: "Nothing has to be registered: a list of what is not there is empty, not 404.",
  },
];
