import type { Entry } from "./entries.ts";

export interface Result {
  readonly status: number;
  readonly error?: {
    readonly detail?: string;
    readonly errors?: readonly { readonly path: string; readonly message: string }[];
  };
}

type Reasons = Map<string, number>;

export class Report {
  done = 0;
  imported = 0;
  repeated = 0;
  /** The id has another content there, or was deleted. */
  kept = 0;
  readonly skipped: Reasons = new Map();
  readonly refused: Reasons = new Map();
  readonly #onWrong: ((place: string, reason: string) => void) | undefined;

  constructor(onWrong?: (place: string, reason: string) => void) {
    this.#onWrong = onWrong;
  }

  add(entry: Entry, result: Result | undefined): void {
    this.done++;
    if ("skipped" in entry) count(this.skipped, entry.skipped);
    else if ("wrong" in entry) this.#refuse(entry.place, entry.wrong);
    else if (result?.status === 201 || result?.status === 204) this.imported++;
    else if (result?.status === 200) this.repeated++;
    else if (result?.status === 409 && "verb" in entry.body) this.kept++;
    else this.#refuse(entry.place, reasonOf(result));
  }

  #refuse(place: string, reason: string): void {
    count(this.refused, reason);
    this.#onWrong?.(place, reason);
  }

  toString(): string {
    const lines = [`imported ${this.imported}`, `repeated ${this.repeated}`];
    if (this.kept > 0) lines.push(`kept     ${this.kept}  (there with other words, or deleted since)`);
    return [...lines, ...table("skipped ", this.skipped), ...table("refused ", this.refused)].join("\n");
  }
}

const count = (reasons: Reasons, reason: string): unknown =>
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);

const table = (name: string, reasons: Reasons): string[] => {
  const total = [...reasons.values()].reduce((sum, times) => sum + times, 0);
  const most = [...reasons].sort(([, a], [, b]) => b - a);
  return [`${name} ${total}`, ...most.map(([reason, times]) => `  ${times}  ${reason}`)];
};

function reasonOf(result: Result | undefined): string {
  const fields = result?.error?.errors?.map(({ path, message }) => `${path} ${message}`) ?? [];
  return fields.length > 0
    ? fields.join("; ")
    : (result?.error?.detail ?? `the service answered ${result?.status ?? "nothing"}`);
}
