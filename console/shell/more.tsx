interface Props {
  /** Whether anything follows. */
  readonly hasNext: boolean;
  readonly busy: boolean;
  readonly more: () => void;
  readonly words?: { readonly still: string; readonly busy: string };
}

const WORDS = { still: "Show more", busy: "Loading…" };

/** Lets a list grow at its end, where there is more. */
export function More({ hasNext, busy, more, words = WORDS }: Props) {
  if (!hasNext) return null;
  return (
    <div class="older">
      <button type="button" onClick={more} aria-disabled={busy}>
        {busy ? words.busy : words.still}
      </button>
    </div>
  );
}
