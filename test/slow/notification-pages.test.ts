import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import * as events from "aws-cdk-lib/aws-events";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { Client } from "../../lib/client/client.ts";
import { buildClient, compile, programFolder, writePrograms } from "../support/doc-programs.ts";
import { answersIn, followPage } from "../support/follow-page.ts";
import { person, service, unique } from "../support/people.ts";
import { eventually } from "../support/story.ts";

interface Answer {
  readonly summary?: string;
  readonly verb?: string;
  readonly unseen?: number;
  readonly unread?: number;
  readonly new?: number;
  readonly results?: readonly Answer[];
  readonly actions_count?: number;
  /** Of a feed's page, the counts that came along. */
  readonly notifications?: Answer;
}

let folder = "";
beforeAll(() => {
  folder = programFolder("notifications");
});
afterAll(() => rmSync(folder, { recursive: true }));

const uniqueNames = (...names: string[]) => Object.fromEntries(names.map((name) => [name, unique(name)]));
const summaries = (answers: readonly Answer[]) =>
  answers.flatMap(({ results, notifications }) =>
    results && notifications === undefined ? [results.map(({ summary }) => summary)] : [],
  );

test("every command of docs/notifications.md works as written, and answers what it says", () => {
  const names = uniqueNames("alice", "bob", "dan");
  const { bob, dan } = names;
  const answers = answersIn<Answer>(
    followPage("docs/notifications.md", { url: inject("url"), folder, names }),
  );
  const commented = `${bob} commented plan`;
  expect(summaries(answers)).toEqual([[commented], [commented], [], [`${dan} thanked ${names["alice"]}`]]);
  const along = answers.flatMap(({ notifications }) => notifications ?? []);
  expect(along).toEqual([{ unseen: 1, unread: 1, more: false }]);
  const counted = answers.filter(({ unseen, results }) => unseen !== undefined && results === undefined);
  expect(counted.map(({ unseen, unread }) => [unseen, unread])).toEqual([
    [1, 1],
    [0, 1],
    [0, 0],
  ]);
  expect(readFileSync(join(folder, "index.html"), "utf8")).toContain(inject("url"));
});

test("every command of docs/whats-new.md works as written, and answers what it says", () => {
  const names = uniqueNames("frank", "erin");
  const answers = answersIn<Answer>(followPage("docs/whats-new.md", { url: inject("url"), folder, names }));
  expect(answers.filter((one) => one.new !== undefined)).toEqual([
    { new: 1, more: false },
    { new: 0, more: false },
  ]);
  const starred = `${names["erin"]} starred crython`;
  const found = summaries(answers);
  expect(found[0]).toEqual([starred]);
  expect(found.slice(2)).toEqual([[], [undefined], [starred]]); // muted, the mutes, unmuted
});

/** The programs of the page, compiled with the client that docs/stores.md builds. */
async function programs() {
  buildClient("docs/stores.md", folder);
  writePrograms("docs/notifications.md", folder);
  await compile(folder);
  const load = async <T>(file: string) => (await import(resolve(folder, file))) as T;
  return {
    ...(await load<{ digest: Digest }>("digest.ts")),
    ...(await load<{ stillUnread: StillUnread }>("mail-unread.ts")),
    ...(await load<{ mailQueue: MailQueue }>("mail-queue.ts")),
  };
}

type Digest = (client: Client, user: string, since?: string) => Promise<{ lines: string[]; until: string }>;
type StillUnread = (client: Client, told: Told) => Promise<string | undefined>;
type MailQueue = (scope: Stack, bus: events.IEventBus) => unknown;

interface Told {
  readonly recipient: { readonly model_type: string; readonly id: string };
  readonly notification: { readonly id: string; readonly latest_at: string; readonly verb: string };
}

test("the digest and the mail of docs/notifications.md compile, and tell what they say", async () => {
  const { digest, stillUnread, mailQueue } = await programs();
  const [alice, bob] = [await person("alice"), await person("bob")];
  const [user, client] = [`user:${alice.id}`, new Client({ url: inject("url"), token: service.token ?? "" })];
  const told = (verb: string) =>
    eventually(async () => {
      const all = (await (await fetch(inject("eventsUrl"))).json()) as {
        "detail-type": string;
        detail: Told;
      }[];
      const found = all.filter(
        ({ "detail-type": type, detail }) =>
          type === "notification.created" &&
          detail.recipient.id === alice.id &&
          detail.notification.verb === verb,
      );
      expect(found).not.toEqual([]);
      return found.map(({ detail }) => detail);
    });

  await bob.posts("asked", { target: user });
  const [asked] = await told("asked");
  await bob.posts("invited", { target: user });
  const [invited] = await told("invited");
  const first = await digest(client, user);
  expect(first.lines).toEqual(["invited", "asked"].map((verb) => `${bob.id} ${verb} ${alice.id}`));
  expect(await digest(client, user, first.until)).toEqual({ lines: [], until: first.until });

  expect(await stillUnread(client, asked as Told)).toBe(`${bob.id} asked ${alice.id}`);
  await bob.posts("asked", { target: user });
  const later = await eventually(async () => {
    const two = await told("asked");
    expect(two).toHaveLength(2);
    return two[1] as Told;
  });
  expect(await stillUnread(client, asked as Told)).toBeUndefined(); // it has a later event
  expect(await stillUnread(client, later)).toBe(`${bob.id} asked ${alice.id} 2 times`);
  await alice.post("/notifications/mark", { read: "all" });
  expect(await stillUnread(client, later)).toBeUndefined();
  expect(await stillUnread(client, invited as Told)).toBeUndefined();

  const stack = new Stack();
  mailQueue(stack, new events.EventBus(stack, "Bus"));
  Template.fromStack(stack).hasResourceProperties("AWS::SQS::Queue", { DelaySeconds: 900 });
});
