/** Our verbs in the W3C Activity Vocabulary, without its intransitive types, which allow no object. */
const ACTIVITIES: Readonly<Record<string, readonly string[]>> = {
  Accept: ["accepted", "approved"],
  Add: ["added"],
  Announce: ["announced", "shared", "reposted", "boosted", "released", "published"],
  Block: ["blocked"],
  Create: ["create", "created", "posted", "wrote"],
  Delete: ["delete", "deleted"],
  Dislike: ["disliked"],
  Flag: ["flagged", "reported"],
  Follow: ["followed", "started following", "subscribed to"],
  Ignore: ["ignored"],
  Invite: ["invited"],
  Join: ["joined"],
  Leave: ["left"],
  Like: ["liked", "starred", "favorited", "favourited"],
  Listen: ["listened to"],
  Move: ["moved"],
  Offer: ["offered"],
  Read: ["read"],
  Reject: ["rejected", "declined"],
  Remove: ["removed"],
  Update: ["updated", "edited", "changed", "modified"],
  View: ["viewed"],
};

const OBJECTS = new Map([
  ["user", "Person"],
  ["bot", "Service"],
  ["team", "Group"],
  ["organization", "Organization"],
]);

const byVerb = new Map(
  Object.entries(ACTIVITIES).flatMap(([type, verbs]) => verbs.map((verb) => [verb, type])),
);

export const activityType = (verb: string): string => byVerb.get(verb.toLowerCase()) ?? "Activity";

export const objectType = (modelType: string): string => OBJECTS.get(modelType) ?? "Object";
