import type { Hooks } from "./hooks.ts";

/** Hooks of this deployment: a new one is a file beside this and a word in its list (docs/extending.md). */
export const hooks: Hooks = {
  action: [],
  follow: [],
  unfollow: [],
};
