import { followPage } from "./follow-page.ts";

/** Runs every command of the tutorial that ends, on the service at `url`, with its page in `folder`. */
export const followTutorial = (url: string, folder: string): string =>
  followPage("docs/tutorial.md", { url, folder });
