import { expect, test } from "vitest";
import { FORMS, type FormName } from "../../../lib/forms/negotiate.ts";
import { RENDERERS } from "../../../lib/forms/renderers.ts";
import { follow, pageOf, push } from "./sample-page.ts";

test.each(Object.keys(FORMS) as FormName[])(
  "%s is written by its own renderer, the same bytes each time",
  (name) => {
    const signs = {
      as2: "OrderedCollectionPage",
      atom: "<feed ",
      jsonfeed: "https://jsonfeed.org/version/1.1",
      rss: "<rss ",
    };
    const page = pageOf(push, follow);
    expect(RENDERERS[name](page)).toContain(signs[name]);
    expect(RENDERERS[name](page)).toBe(RENDERERS[name](page));
  },
);
