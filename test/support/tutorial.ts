import { followPage } from "./follow-page.ts";

/**
 * Runs the commands of the tutorial, except those that do not end, on the service at `url`; its page is in
 * `folder`.
 */
export const followTutorial = (url: string, folder: string): string =>
  followPage("docs/tutorial.md", { url, folder });
