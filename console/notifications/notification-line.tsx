import { useCallback, useState } from "preact/hooks";
import type { ReadOptions } from "../../lib/client/send.ts";
import type { Notification } from "../../lib/client/types.ts";
import { GroupLine } from "../groups/group-line.tsx";
import { Members } from "../groups/members.tsx";
import { wasOpen } from "../history.ts";
import { useSession } from "../session.tsx";
import { Icon } from "../stream/icons.tsx";
import { CROSS } from "./icons.ts";
import type { Notifications } from "./use-notifications.ts";

interface Props {
  readonly group: Notification;
  readonly now: number;
  readonly notifications: Pick<Notifications, "isNew" | "read" | "dismiss">;
}

/** A group of notifications: opening it reads it. */
export function NotificationLine({ group, now, notifications: { isNew, read, dismiss } }: Props) {
  const { client } = useSession();
  const [isOpen, setIsOpen] = useState(() => wasOpen(group.id));
  const { id, verb, summary, latest } = group;
  const readMembers = useCallback(
    (query: { limit?: number }, reading: ReadOptions) => client.notificationActions(id, query, reading),
    [client, id, latest.id],
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
      id={id}
      group={group}
      verb={verb}
      said={latest.description}
      now={now}
      isOpen={isOpen}
      onToggle={toggle}
      marks={
        <>
          {isNew(group) && <span class="badge">New</span>}
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
      <Members read={readMembers} label={`Actions: ${summary}`} now={now} />
    </GroupLine>
  );
}
