import type { NewCount } from "../../lib/client/types.ts";

/** The feed's name in the bar, with how much of it is new. */
export function Feed({ counts }: { readonly counts: NewCount | undefined }) {
  const number = counts?.new ?? 0;
  return (
    <>
      Feed{" "}
      {number > 0 && (
        <span class="count feed-count">
          {number}
          {counts?.more && "+"}
          <span class="unseen"> new</span>
        </span>
      )}
    </>
  );
}
