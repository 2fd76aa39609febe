import type { ComponentChildren } from "preact";
import { Icon, UP } from "../stream/icons.tsx";

interface Props {
  /** How much is new; nothing is said of none. */
  readonly count: number;
  readonly show: () => void;
  /** What the button says. */
  readonly children: ComponentChildren;
}

/** Says above a list that more has come, and brings it. */
export const News = ({ count, show, children }: Props) => (
  <div class="news" role="status">
    {count > 0 && (
      <button type="button" class="pill" onClick={show}>
        <Icon path={UP} /> {children}
      </button>
    )}
  </div>
);
