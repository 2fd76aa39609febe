import fc from "fast-check";
import { expect, test } from "vitest";
import type { Member, Shown } from "../../lib/domain/notifications/head.ts";
import { packMembers, packShown, unpackMembers, unpackShown } from "../../lib/store/notifications/packed.ts";

const HIGH = 1_767_225_600_000;
const thing = fc.option(fc.constantFrom("document#1", "document#2"), { nil: undefined });
const member: fc.Arbitrary<Member> = fc
  .record({
    id: fc.uuid(),
    actor: fc.constantFrom("user#ann", "user#bob"),
    back: fc.nat(1000),
    early: fc.nat(3),
    hidden: fc.boolean(),
    o: thing,
    t: thing,
    copied: fc.boolean(),
  })
  .map(({ id, actor, back, early, hidden, o, t, copied }) => ({
    ...{ id, actor, at: HIGH - back },
    ...(early > 0 && { since: HIGH - back - early }),
    ...(hidden && { hidden: true as const }),
    ...(o !== undefined && { o }),
    ...(t !== undefined && { t }),
    ...(copied && { copied: true as const }),
  }));

test("members are read as they were stored, byte for byte", () => {
  fc.assert(
    fc.property(fc.array(member, { maxLength: 9 }), (members) => {
      const read = unpackMembers(packMembers(members, HIGH), HIGH);
      expect(JSON.stringify(read)).toBe(JSON.stringify(members));
    }),
  );
});

test("members that were stored before they were packed are read as they are", () => {
  const members: Member[] = [{ id: "a", actor: "user#ann", at: 5, t: "document#1" }];
  expect(unpackMembers(JSON.stringify(members), HIGH)).toEqual(members);
});

const shownOf = (ids: readonly string[], latest: string): Shown => ({
  actors: ids.map((of) => ({ of, entity: { model_type: "user", id: of } })),
  same: { target: true, action_object: true },
  hasObject: false,
  latest: { id: latest, timestamp: "2026-01-01T00:00:00.000Z", description: null },
});

test("what a group shows is read as it was stored, of members in the head and in rows", () => {
  const members: Member[] = [
    { id: "0", actor: "user#ann", at: 2 },
    { id: "far", actor: "user#bob", at: 1 },
  ];
  for (const shown of [shownOf(["far", "0"], "0"), shownOf(["in rows"], "in rows"), shownOf([], "far")]) {
    const read = unpackShown(packShown(shown, members), members);
    expect(JSON.stringify(read)).toBe(JSON.stringify(shown));
  }
  expect(unpackShown(packShown(undefined, members), members)).toBeUndefined();
});

test("a full group of people with ids as long as UUIDs is a third shorter", () => {
  const uuid = (index: number) => `01a21feb-80a0-712e-9b5e-d48089194${String(index).padStart(3, "0")}`;
  const members = Array.from({ length: 8 }, (_member, index): Member => {
    const id = uuid(index);
    return { id, actor: `user#${id}`, at: HIGH - index, since: HIGH - 9, t: `document#${uuid(99)}` };
  });
  expect(packMembers(members, HIGH).length).toBeLessThan((2 / 3) * JSON.stringify(members).length);
});
