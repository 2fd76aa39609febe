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

const PARTS = [
  ["verb", "Verb", "any verb"],
  ["actor", "Done by", "user:bob, or a type"],
  ["target", "On what", "repository:x, or a type"],
  ["action_object", "With what", "commit:4f2a, or a type"],
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
  const field = (name: string) => ({
    value: filters[name] ?? "",
    onChange: (value: string) => set(name, value),
  });
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
        {PARTS.map(([name, label, placeholder]) => (
          <TextFilter key={name} {...{ label, placeholder }} {...field(name)} />
        ))}
        {view === "activity" && <ChoiceFilter label="Where it" choices={ROLES} {...field("role")} />}
        {view === "feed" && <TextFilter label="Flag" placeholder="following, or *" {...field("flag")} />}
        {view === "feed" && <ChoiceFilter label="Own actions" choices={OWN} {...field("own")} />}
      </div>
    </form>
  );
}

interface FilterProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

interface TextFilterProps extends FilterProps {
  readonly placeholder: string;
}

/** It counts when it is left or Enter is pressed; until then the address has the former one. */
export function TextFilter({ label, placeholder, value, onChange }: TextFilterProps) {
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

interface ChoiceFilterProps extends FilterProps {
  readonly choices: readonly (readonly [value: string, words: string])[];
}

const ChoiceFilter = ({ label, choices, value, onChange }: ChoiceFilterProps) => (
  <label>
    {label}
    <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {choices.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  </label>
);
