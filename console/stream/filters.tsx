import { useEffect, useState } from "preact/hooks";
import { type Route, hrefOf } from "../route.ts";
import { FUNNEL, Icon } from "./icons.tsx";
import { Subscribe } from "./subscribe.tsx";

const ROLES = [
  ["", "any part"],
  ["actor", "did it"],
  ["target", "was the target"],
  ["action_object", "was the object"],
] as const;

const OWN = [
  ["", "where followed"],
  ["true", "too"],
  ["hide", "never"],
] as const;

/** From this width on there is room for the fields. */
const WIDE = "(min-width: 48rem)";

/** What the address may narrow a stream by. */
export function Filters({ route }: { readonly route: Route }) {
  const { view, subject, filters } = route;
  const count = Object.values(filters).filter((value) => value !== "").length;
  const [isOpen, setIsOpen] = useState(() => matchMedia(WIDE).matches);
  const set = (name: string, value: string) => {
    location.hash = hrefOf({ view, subject, filters: { ...filters, [name]: value.trim() } });
  };
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <p class="filter-row">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls="filter-fields"
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon path={FUNNEL} /> Filters {count > 0 && <span class="count">{count}</span>}
        </button>
        {count > 0 && <a href={hrefOf({ view, subject, filters: {} })}>Clear</a>}
        <Subscribe route={route} />
      </p>
      <div id="filter-fields" hidden={!isOpen}>
        <TextFilter
          label="Verb"
          placeholder="any verb"
          value={filters["verb"] ?? ""}
          onChange={(value) => set("verb", value)}
        />
        <TextFilter
          label="Done by"
          placeholder="user:bob, or a type"
          value={filters["actor"] ?? ""}
          onChange={(value) => set("actor", value)}
        />
        <TextFilter
          label="On what"
          placeholder="repository:x, or a type"
          value={filters["target"] ?? ""}
          onChange={(value) => set("target", value)}
        />
        <TextFilter
          label="With what"
          placeholder="commit:4f2a, or a type"
          value={filters["action_object"] ?? ""}
          onChange={(value) => set("action_object", value)}
        />
        {view === "activity" && (
          <label>
            Where it
            <select
              value={filters["role"] ?? ""}
              onChange={(event) => set("role", event.currentTarget.value)}
            >
              {ROLES.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        )}
        {view === "feed" && (
          <TextFilter
            label="Flag"
            placeholder="following, or *"
            value={filters["flag"] ?? ""}
            onChange={(value) => set("flag", value)}
          />
        )}
        {view === "feed" && (
          <label>
            Own actions
            <select value={filters["own"] ?? ""} onChange={(event) => set("own", event.currentTarget.value)}>
              {OWN.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </form>
  );
}

interface TextFilterProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** It counts when it is left or Enter is pressed; until then the address has the former one. */
function TextFilter({ label, placeholder, value, onChange }: TextFilterProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <label>
      {label}
      <input
        value={text}
        placeholder={placeholder}
        dir="auto"
        onInput={(event) => setText(event.currentTarget.value)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
