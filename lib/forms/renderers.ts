import { renderAs2 } from "./as2.ts";
import { renderAtom } from "./atom.ts";
import { renderJsonFeed } from "./json-feed.ts";
import type { FormName } from "./negotiate.ts";
import type { FormPage } from "./page.ts";
import { renderRss } from "./rss.ts";

export const RENDERERS: Readonly<Record<FormName, (page: FormPage) => string>> = {
  as2: renderAs2,
  atom: renderAtom,
  jsonfeed: renderJsonFeed,
  rss: renderRss,
};
