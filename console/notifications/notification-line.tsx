import { useCallback, useState } from "preact/hooks";
import type { Notification } from "../../lib/client/types.ts";
import { GroupLine } from "../groups/group-line.tsx";
import { Members } from "../groups/members.tsx";
import { useSession } from "../session.tsx";
import { Icon } from "../stream/icons.tsx";
import { CROSS } from "./icons.ts";

interface Props {
  readonly group: Notification;
  readonly now: number;
  readonly notifications: {
    read(group: Notification): void;
    dismiss(group: Notification): Promise<boolean>;
  };
}

/** A group of notifications: opening it reads it. */
export function NotificationLine({ group, now, notifications: { read, dismiss } }: Props) {
  const { client } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const { id, verb, summary, latest } = group;
  const list = useCallback(
    (signal: AbortSignal) => client.notificationActions(id, {}, { signal }),
    [client, id, group.mark],
  );
  const toggle = () => {
    if (!isOpen && !group.read) read(group);
    setIsOpen(!isOpen);
  };
  const remove = async (button: HTMLElement) => {
    const item = button.closest("li");
    const next = (item?.nextElementSibling ?? item?.previousElementSibling)?.querySelector<HTMLElement>(
      "button",
    );
    // The button goes with its line.
    if (await dismiss(group)) (next ?? document.getElementById("main"))?.focus();
  };
  return (
    <GroupLine
      group={group}
      verb={verb}
      said={latest.description}
      now={now}
      isOpen={isOpen}
      onToggle={toggle}
      marks={
        <>
          {!group.seen && <span class="badge">New</span>}
          {!group.read && <span class="badge calm">Unread</span>}
        </>
      }
      deeds={
        <button
          type="button"
          class="round-button quiet"
          aria-label={`Dismiss: ${summary}`}
          title="Dismiss"
          onClick={(event) => void remove(event.currentTarget)}
        >
          <Icon path={CROSS} />
        </button>
      }
    >
      <Members list={list} label={`Actions: ${summary}`} now={now} />
    </GroupLine>
  );
}
