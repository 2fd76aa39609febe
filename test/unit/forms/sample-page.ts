import type { presentAction } from "../../../lib/http/present.ts";
import type { FormPage, FormAction } from "../../../lib/forms/page.ts";

const BASE = "https://streams.example";

/**
 * Compiles only while what the runtime presents, with its address and last change, is what the forms take.
 */
export const asPresented = (
  action: ReturnType<typeof presentAction>,
  url: string,
  updated: string,
): FormAction => ({
  ...action,
  url,
  updated,
});

export const alice = {
  model_type: "user",
  id: "42",
  url: `${BASE}/users/42`,
  name: "Älice 👩‍🚀",
  username: "alice",
  html_url: "https://git.example/alice",
  avatar_url: "https://git.example/alice.png",
};

/** A type that no deployment registered: all that is known is its id. */
const site = { model_type: "site", id: "7", url: `${BASE}/site/7` };

const world = {
  model_type: "repository",
  id: "9",
  url: `${BASE}/repositories/9`,
  name: "octo/世界",
  html_url: "https://git.example/octo/world",
};

/** A push with everything an action can have. */
export const push: FormAction = {
  id: "a/1",
  url: `${BASE}/actions/a%2F1`,
  actor: alice,
  verb: "pushed",
  action_object: { model_type: "commit", id: "abc", url: `${BASE}/commits/abc`, name: "Fix <b> & مرحبا" },
  target: world,
  public: true,
  description: "Größe > 3 & 日本語\n🎉 <script>alert(1)</script>",
  timestamp: "2020-06-12T15:01:41.250Z",
  updated: "2020-06-13T08:00:00.000Z",
  data: { size: 3, "@type": { deep: ["ü", null] } },
  summary: "Älice 👩‍🚀 pushed Fix <b> & مرحبا on octo/世界",
};

/** A follow, as the service posts it: a target, no object. */
export const follow: FormAction = {
  ...push,
  id: "a2",
  url: `${BASE}/actions/a2`,
  verb: "started following",
  action_object: null,
  description: null,
  timestamp: "2020-06-11T00:00:00.000Z",
  updated: "2020-06-11T00:00:00.000Z",
  data: null,
  summary: "Älice 👩‍🚀 started following octo/世界",
};

/** Entities of an unregistered type, in private. */
export const visit: FormAction = {
  ...follow,
  id: "a3",
  url: `${BASE}/actions/a3`,
  actor: site,
  verb: "visited",
  action_object: site,
  target: null,
  public: false,
  timestamp: "2020-06-10T00:00:00.000Z",
  updated: "2020-06-10T00:00:00.000Z",
  summary: "7 visited 7",
};

export const pageOf = (...actions: FormAction[]): FormPage => ({
  title: "Activity of octo/世界 & <friends>",
  stream: `${BASE}/repositories/9/activity`,
  collection: `${BASE}/repositories/9/activity?format=as2-collection`,
  first: `${BASE}/repositories/9/activity?format=as2`,
  home: "https://git.example/octo/world",
  service: `${BASE}/`,
  id: `${BASE}/repositories/9/activity?format=as2&cursor=b`,
  self: `${BASE}/repositories/9/activity?format=x&cursor=b`,
  next: `${BASE}/repositories/9/activity?format=x&cursor=c`,
  prev: `${BASE}/repositories/9/activity?format=x&cursor=a`,
  actions,
});

/** The only page of an empty stream. */
export const emptyPage: FormPage = { ...pageOf(), next: null, prev: null, home: undefined };
