import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The slowest files, slowest first: a slow file that starts last runs alone at the end. */
const LONGEST = [
  "integration/cost",
  "stories/import",
  "integration/restore",
  "infra/deploy",
  "stories/public-reads",
];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return found < 0 ? LONGEST.length : found;
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
