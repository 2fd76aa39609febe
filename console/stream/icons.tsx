/** What a verb looks like: strokes on a field of 16 by 16, and the tone of its badge. */
interface Look {
  readonly path: string;
  readonly tone: "calm" | "good" | "warm" | "done" | "bad";
}

const arrow = "M8 13V3.5M4 7l4-4 4 4";
const plus = "M8 3.5v9M3.5 8h9";
const person =
  "M6.5 7.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8ZM2.2 13.5c.3-2.5 2-3.9 4.3-3.9s4 1.4 4.3 3.9";
const bubble = "M3 3.5h10v7H7.5L4.5 13v-2.5H3z";
const fork =
  "M4.5 5.5v1.2c0 1 .6 1.5 1.5 1.5h4c.9 0 1.5-.5 1.5-1.5V5.5M8 8.2v2.3M4.5 5.5v-2M11.5 5.5v-2M8 12.5v-2";

const LOOKS: Readonly<Record<string, Look>> = {
  pushed: { path: arrow, tone: "calm" },
  created: { path: plus, tone: "good" },
  deleted: { path: "M3.5 5h9M6.5 5V3.3h3V5M5 5l.5 8h5L11 5", tone: "bad" },
  starred: { path: "M8 2.6l1.7 3.5 3.8.5-2.8 2.7.7 3.8L8 11.3l-3.4 1.8.7-3.8L2.5 6.6l3.8-.5z", tone: "warm" },
  forked: { path: fork, tone: "calm" },
  opened: { path: "M8 13.2A5.2 5.2 0 1 0 8 2.8a5.2 5.2 0 0 0 0 10.4ZM8 8v.01", tone: "good" },
  reopened: { path: "M12.8 6A5.2 5.2 0 1 0 13 9M13 3v3.2H9.8", tone: "good" },
  closed: { path: "M8 13.2A5.2 5.2 0 1 0 8 2.8a5.2 5.2 0 0 0 0 10.4ZM5.7 8.2l1.6 1.6 3-3.3", tone: "done" },
  merged: { path: "M4.5 5v6M4.5 5c.3 3 2.5 4.5 6 4.5M11.5 9.5h-.5M4.5 3.5V5M4.5 11v1.5", tone: "done" },
  "commented on": { path: bubble, tone: "calm" },
  reviewed: {
    path: "M2 8c1.6-2.6 3.6-3.9 6-3.9S12.4 5.4 14 8c-1.6 2.6-3.6 3.9-6 3.9S3.6 10.6 2 8ZM8 9.3a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6Z",
    tone: "calm",
  },
  released: { path: "M3 3h4.5l5.5 5.5-4.5 4.5L3 7.5zM5.6 5.6v.01", tone: "good" },
  published: {
    path: "M8 13.2A5.2 5.2 0 1 0 8 2.8a5.2 5.2 0 0 0 0 10.4ZM3 8h10M8 3c-2.5 3-2.5 7 0 10 2.5-3 2.5-7 0-10",
    tone: "good",
  },
  joined: { path: `${person}M12.5 5.5v4M10.5 7.5h4`, tone: "good" },
};
const FOLLOWING: Look = { path: `${person}M12.8 5.5v4M10.8 7.5h4`, tone: "warm" };
const LEAVING: Look = { path: `${person}M10.8 7.5h4`, tone: "bad" };
const OTHER: Look = { path: "M2.5 9.5c1.8-4 3.6-4 5.5-1.5s3.7 2.5 5.5-1.5", tone: "calm" };

function lookOf(verb: string): Look {
  if (verb.startsWith("started ")) return FOLLOWING;
  if (verb.startsWith("stopped ")) return LEAVING;
  return (Object.hasOwn(LOOKS, verb) ? LOOKS[verb] : undefined) ?? OTHER;
}

/** The sentence beside it says the same, so that readers of the screen pass it by. */
export function VerbIcon({ verb }: { readonly verb: string }) {
  const { path, tone } = lookOf(verb);
  return (
    <span class={`verb verb-${tone}`} aria-hidden="true">
      <Icon path={path} />
    </span>
  );
}

export function Icon({ path }: { readonly path: string }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

export const LOCK = "M4 7.5h8v5.5H4zM5.7 7.5V5.6a2.3 2.3 0 0 1 4.6 0v1.9";
export const OUT = "M6 3.5H3.5v9h9V10M9 3h4v4M13 3 7.5 8.5";
export const SUN =
  "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9";
export const MOON = "M13 9.6A5.6 5.6 0 0 1 6.4 3a5.3 5.3 0 1 0 6.6 6.6Z";
export const PLUS = plus;
export const FUNNEL = "M2.5 4h11M4.5 8h7M6.5 12h3";
export const DOTS = "M3 8h.01M8 8h.01M13 8h.01";
export const UP = arrow;
