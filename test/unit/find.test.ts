import { expect, test } from "vitest";
import { findTexts, fold, keptText } from "../../lib/domain/find.ts";
import { entityType } from "../../lib/domain/types/entity-type.ts";

/** As Unicode's full case folding (CaseFolding.txt, C and F) has it after NFKD, without marks. */
test.each([
  ["Ångström", "angstrom"],
  ["STRAẞE", "strasse"],
  ["straße", "strasse"],
  ["ὈΔΥΣΣΕΎΣ", "οδυσσευσ"],
  ["ὀδυσσεύς", "οδυσσευσ"],
  ["İstanbul", "istanbul"],
  ["ılık", "ılık"],
  ["ＡＮＮＡ", "anna"],
  ["ﬁnd ﬃ", "find ffi"],
  ["Ⅷ", "viii"],
  ["Ꭰ", "ꭰ"],
  ["한", "\u1112\u1161\u11ab"],
  ["x\u0301\u20dd", "x"],
  ["\u0301", ""],
  ["Ǆungla", "dzungla"],
  ["😀", "😀"],
])("%s is compared as %s", (text, folded) => {
  expect(fold(text)).toBe(folded);
  expect(fold(folded)).toBe(folded);
});

test("an entity is found by its display name and its id, once where they are alike", () => {
  const texts = (entity: object) => findTexts({ model_type: "user", id: "Ann", ...entity });
  expect(texts({ name: "Änn" })).toEqual(["ann"]);
  expect(texts({ name: "Ann Lee" })).toEqual(["ann lee", "ann"]);
  expect(texts({})).toEqual(["ann"]);
  expect(findTexts({ model_type: "site", id: "\u0301" })).toEqual([]);
});

test("a type may say that nothing finds it", () => {
  const release = { model_type: "release", id: "1", name: "One" };
  expect(findTexts(release)).toEqual(["one", "1"]);
  expect(findTexts(release, entityType("secret", "secrets", {}, { findable: false }))).toEqual([]);
});

test("what a key holds of a long text ends with a whole character", () => {
  expect(keptText("a".repeat(700))).toBe("a".repeat(700));
  expect(keptText("a".repeat(701))).toBe("a".repeat(700));
  expect(keptText(`a${"😀".repeat(300)}`)).toBe(`a${"😀".repeat(174)}`);
});
