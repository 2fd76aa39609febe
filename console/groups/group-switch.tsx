import { type Route, hrefOf } from "../route.ts";

const GROUPS = [
  ["", "nothing"],
  ["verb,target", "verb and target"],
  ["verb,action_object", "verb and object"],
  ["verb,actor", "verb and actor"],
  ["verb,actor,target", "verb, actor and target"],
] as const;

const sorted = (group: string): string => group.split(",").sort().join();

/** Whether a stream is told in groups, and in which: the address has it. */
export function GroupSwitch({ route: { view, subject, filters } }: { readonly route: Route }) {
  const { group = "", window = "" } = filters;
  const known = GROUPS.find(([value]) => sorted(value) === sorted(group));
  const set = (change: Readonly<Record<string, string>>) => {
    location.hash = hrefOf({ view, subject, filters: { ...filters, ...change } });
  };
  return (
    <form class="filters group-switch" aria-label="Groups" onSubmit={(event) => event.preventDefault()}>
      <div class="pick">
        <label htmlFor="group-by">Group by</label>
        <select
          id="group-by"
          value={known?.[0] ?? group}
          onChange={({ currentTarget: { value } }) =>
            set(value === "" ? { group: "", window: "" } : { group: value })
          }
        >
          {GROUPS.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
          {known === undefined && <option value={group}>{group.replaceAll(",", ", ")}</option>}
        </select>
      </div>
      {group !== "" && (
        <div class="pick">
          <label htmlFor="group-within">Within</label>
          <select
            id="group-within"
            value={window}
            onChange={({ currentTarget: { value } }) => set({ window: value })}
          >
            <option value="">a day</option>
            <option value="hour">an hour</option>
          </select>
        </div>
      )}
    </form>
  );
}
