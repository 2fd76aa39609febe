import type { Head, Member, Shown } from "../../domain/notifications/head.ts";

/** What members share is stored once: `SAME` repeats the one before; times count back from the newest. */
type Packed = readonly [
  id: string,
  actor: string,
  back: number,
  since?: number,
  hidden?: 0 | 1,
  o?: string | null | typeof SAME,
  t?: string | null | typeof SAME,
  copied?: 1,
];

const SAME = 0;

export const packMembers = (members: readonly Member[], high: number): string =>
  JSON.stringify(
    members.map(({ id, actor, at, since = at, hidden, o, t, copied }, index): Packed => {
      const before = members[index - 1];
      const part = (now: string | undefined, then: string | undefined) =>
        now === then ? SAME : (now ?? null);
      const hiding = hidden === true ? 1 : 0;
      const packed = [
        id,
        actor,
        high - at,
        at - since,
        hiding,
        part(o, before?.o),
        part(t, before?.t),
      ] as const;
      return copied === true ? [...packed, 1] : packed;
    }),
  );

export function unpackMembers(text: string, high: number): Member[] {
  const members: Member[] = [];
  for (const stored of JSON.parse(text) as readonly (Packed | Member)[]) {
    // Older heads have plain members.
    members.push(isPacked(stored) ? unpacked(stored, high, members.at(-1)) : stored);
  }
  return members;
}

const isPacked = (stored: Packed | Member): stored is Packed => Array.isArray(stored);

function unpacked(
  [id, actor, back, early = 0, hidden = 0, storedO = SAME, storedT = SAME, copied]: Packed,
  high: number,
  before: Member | undefined,
): Member {
  const at = high - back;
  const part = (stored: string | null | typeof SAME, then: string | undefined) =>
    stored === SAME ? then : (stored ?? undefined);
  const [o, t] = [part(storedO, before?.o), part(storedT, before?.t)];
  return {
    ...{ id, actor, at },
    ...(early !== 0 && { since: at - early }),
    ...(hidden === 1 && { hidden: true }),
    ...(o !== undefined && { o }),
    ...(t !== undefined && { t }),
    ...(copied === 1 && { copied: true }),
  };
}

/** What a group shows, with its members' ids replaced by their places in the head. */
export function packShown(shown: Shown | undefined, members: readonly Member[]): string | undefined {
  if (shown === undefined) return undefined;
  const place = (id: string) => {
    const index = members.findIndex((member) => member.id === id);
    return index < 0 ? id : index;
  };
  const actors = shown.actors.map(({ of, entity }) => ({ of: place(of), entity }));
  return JSON.stringify({ ...shown, actors, latest: { ...shown.latest, id: place(shown.latest.id) } });
}

interface Placed extends Omit<Shown, "actors" | "latest"> {
  readonly actors: readonly { readonly of: string | number; readonly entity: Shown["actors"][0]["entity"] }[];
  readonly latest: Omit<Shown["latest"], "id"> & { readonly id: string | number };
}

export function unpackShown(text: string | undefined, members: readonly Member[]): Head["shown"] {
  if (text === undefined) return undefined;
  const shown = JSON.parse(text) as Placed;
  const idAt = (place: string | number) => (typeof place === "string" ? place : (members[place]?.id ?? ""));
  return {
    ...shown,
    actors: shown.actors.map(({ of, entity }) => ({ of: idAt(of), entity })),
    latest: { ...shown.latest, id: idAt(shown.latest.id) },
  };
}
