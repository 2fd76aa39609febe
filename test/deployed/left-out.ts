/** Stories that are not told to a deployed stage, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  "test/stories/console.test.ts": "The console is served by the local run alone.",
  "test/stories/examples.test.ts": "Examples run against the local run.",
  "test/stories/extending.test.ts": "Starts functions with another set of hooks in this process.",
  "test/stories/import.test.ts":
    "Imports with the key of the local run; `npm run import` itself is run there too.",
  "test/stories/paging/*.test.ts":
    "Thousands of pages, which take minutes there; the contract's stories turn pages of every list.",
  "test/stories/proof.test.ts": "Kills parts of a service of its own.",
  "test/stories/rate.test.ts": "Starts a service with other settings.",
  "test/stories/readme.test.ts": "The README's commands are those of the local run.",
  "test/stories/reference-page.test.ts": "The reference at `/docs` is served by the local run alone.",
  "test/stories/tutorial.test.ts": "The tutorial's commands are those of the local run.",
};

/** Single stories likewise, by words of their names. */
export const LEFT_OUT_TESTS: Readonly<Record<string, string>> = {
  "in twenty calls at once":
    "The emulator starts a process for each call of a crowd, which then takes longer than a call may.",
  "twenty follow one entity at once": "As above.",
  "the examples of docs/client.md":
    "They run in a process of their own, which finds no way to the stage's address.",
  "no link follows the header Host": "The emulator finds the stage by that header.",
  // Tried with a function that answers its event, and nothing else: so it is not ours that does this.
  "is no path at all":
    "The emulator hands on `/users/%` and `/users/%zz` as they are, and U+FFFD for `%ff`: a decoded path may have these.",
  "however a path is written":
    "The emulator decodes all but `%25`, on purpose: the id `50%25` arrives. Our links write `~25`, so none depends on it.",
  "OPTIONS tells a path's methods":
    "The emulator answers every OPTIONS itself, 403 where no CORS is set; AWS then asks the route.",
};
