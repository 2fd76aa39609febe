/** The names of the W3C Activity Vocabulary (https://www.w3.org/TR/activitystreams-vocabulary/). */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Activities that act on nothing: `object` has no place in them. */
export const INTRANSITIVE = new Set(words("IntransitiveActivity Arrive Travel Question"));

export const TYPES: ReadonlySet<string> = new Set([
  ...INTRANSITIVE,
  ...words("Object Link Activity Collection OrderedCollection CollectionPage OrderedCollectionPage"),
  ...words(
    "Accept TentativeAccept Add Create Delete Follow Ignore Join Leave Like Offer Invite Reject TentativeReject",
  ),
  ...words("Remove Undo Update View Listen Read Move Announce Block Flag Dislike"),
  ...words("Application Group Organization Person Service"),
  ...words("Article Audio Document Event Image Note Page Place Profile Relationship Tombstone Video Mention"),
]);

/** What a property holds. `things` are objects, links or their addresses, one or several. */
export type Kind = "things" | "address" | "date" | "text" | "texts" | "number" | "any";

const KINDS: Readonly<Record<Kind, string>> = {
  things: `actor attachment attributedTo audience bcc bto cc context current first generator icon image inReplyTo instrument
    last location items orderedItems oneOf anyOf origin next object prev preview result replies tag target to url partOf
    subject describes`,
  address: "id href",
  date: "published updated startTime endTime deleted",
  // `preferredUsername` is ActivityPub's, defined by the same JSON-LD context.
  text: "content name summary mediaType hreflang units duration preferredUsername",
  texts: "contentMap nameMap summaryMap",
  number: "accuracy altitude height width latitude longitude radius startIndex totalItems",
  any: "type rel closed formerType relationship",
};

export const PROPERTIES: ReadonlyMap<string, Kind> = new Map(
  (Object.keys(KINDS) as Kind[]).flatMap((kind) => words(KINDS[kind]).map((name) => [name, kind] as const)),
);
