import type { NewCount as Count } from "../../lib/client/types.ts";

/** "12 new since you were here", above a feed. */
export function NewCount({ counts }: { readonly counts: Count | undefined }) {
  const number = counts?.new ?? 0;
  return (
    <p class="hint new-count" role="status">
      {number > 0 && (
        <>
          <strong>
            {number}
            {counts?.more && "+"} new
          </strong>{" "}
          since you were here
        </>
      )}
    </p>
  );
}
