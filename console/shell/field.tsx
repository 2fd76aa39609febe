interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** What is wrong with it. */
  readonly error: readonly string[];
  readonly list?: string | undefined;
  readonly onInput: (value: string) => void;
}

/** A labelled field that says what is wrong with it. */
export function Field({ name, label, hint, value, error, list, onInput }: Props) {
  const isWrong = error.length > 0;
  const common = {
    id: `field-${name}`,
    name,
    value,
    placeholder: hint,
    dir: "auto" as const,
    "aria-invalid": isWrong,
    "aria-describedby": isWrong ? `wrong-${name}` : undefined,
  };
  return (
    <div class="field">
      <label htmlFor={common.id}>{label}</label>
      {name === "description" ? (
        <textarea {...common} rows={3} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input
          {...common}
          list={list}
          autocapitalize="off"
          autocomplete="off"
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
      {isWrong && (
        <p class="wrong" id={`wrong-${name}`}>
          {label} {error.join("; ")}
        </p>
      )}
    </div>
  );
}
