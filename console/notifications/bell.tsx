import { Icon } from "../stream/icons.tsx";
import { inWords, useCounts } from "./counts.tsx";
import { BELL } from "./icons.ts";

/** The way to the notifications, with how many are unseen. */
export function Bell({ isOpen }: { readonly isOpen: boolean }) {
  const { counts } = useCounts();
  const unseen = counts?.unseen ?? 0;
  const number = inWords(unseen, counts?.more ?? false);
  return (
    <>
      <a class="bell" href="#/notifications" aria-current={isOpen ? "page" : undefined}>
        <Icon path={BELL} />
        <span class="unseen">Notifications{unseen > 0 && `, ${number} unseen`}</span>
        {unseen > 0 && (
          <span class="bell-count" aria-hidden="true">
            {number}
          </span>
        )}
      </a>
      {/* It says what changed, and only then: a page that is opened is not interrupted by it. */}
      <span class="unseen" role="status" aria-live="polite">
        {unseen > 0 && `${number} unseen ${unseen === 1 ? "notification" : "notifications"}`}
      </span>
    </>
  );
}
