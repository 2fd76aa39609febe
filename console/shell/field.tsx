interface Props {
  readonly name: string;
  /** What tells its form from others. */
  readonly id?: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** What is wrong with it. */
  readonly error: readonly string[];
  readonly list?: string | undefined;
  /** Lines of a field that has several. */
  readonly rows?: number;
  readonly onInput: (value: string) => void;
}

/** A labelled field that says what is wrong with it. */
export function Field({ name, id = "field", label, hint, value, error, list, rows, onInput }: Props) {
  const isWrong = error.length > 0;
  const common = {
    id: `${id}-${name}`,
    name,
    value,
    placeholder: hint,
    dir: "auto" as const,
    "aria-invalid": isWrong,
    "aria-describedby": isWrong ? `${id}-wrong-${name}` : undefined,
  };
  return (
    <div class="field">
      <label htmlFor={common.id}>{label}</label>
      {rows === undefined ? (
        <input
          {...common}
          list={list}
          autocapitalize="off"
          autocomplete="off"
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      ) : (
        <textarea {...common} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {isWrong && (
        <p class="wrong" id={`${id}-wrong-${name}`}>
          {label} {error.join("; ")}
        </p>
      )}
    </div>
  );
}
