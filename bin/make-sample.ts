import { mkdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { openInput } from "../lib/tools/import/input.ts";
import { linesOf } from "../lib/tools/import/lines.ts";

const HELP = `Makes data/sample from an hour of GH Archive and the follow graph; see data/README.md.

  node bin/make-sample.ts EVENTS.jsonl.gz FOLLOWS.csv.gz
`;
const MOST_EVENTS = 1300;

const [eventsFile, followsFile] = process.argv.slice(2);
if (eventsFile === undefined || followsFile === undefined) {
  console.error(HELP);
  process.exit(2);
}

type Json = Record<string, never> & { [name: string]: Json };

const events: Json[] = [];
for await (const { text = "" } of linesOf(openInput(eventsFile))) events.push(JSON.parse(text) as Json);
const idOf = new Map(
  events.map(({ actor }) => [String(actor?.["login"]).toLowerCase(), String(actor?.["id"])]),
);

const edges: string[] = [];
for await (const { text: line = "" } of linesOf(openInput(followsFile))) {
  const [, a, , , b] = line.split(",").map((part) => part.toLowerCase());
  const [from, to] = [idOf.get(a ?? ""), idOf.get(b ?? "")];
  if (from !== undefined && to !== undefined && from !== to) edges.push(`${from},${to}`);
}

const linked = new Set(edges.flatMap((edge) => edge.split(",")));
const chosen = new Set(events.filter(({ actor }) => linked.has(String(actor?.["id"]))));
for (const event of events) if (chosen.size < MOST_EVENTS) chosen.add(event);

/** Facts only: actor, event, repository, time, number or ref. No text that people wrote. */
const facts = ({ id, type, actor, repo, created_at, payload: p }: Json) => ({
  id,
  type,
  actor: { id: actor?.["id"], login: actor?.["login"] },
  repo: { id: repo?.["id"], name: repo?.["name"] },
  created_at,
  payload: {
    action: p?.["action"],
    ref: p?.["ref"],
    ref_type: p?.["ref_type"],
    head: p?.["head"],
    issue: numbered(p?.["issue"]),
    pull_request: numbered(p?.["pull_request"]),
    comment: p?.["comment"] && { id: p["comment"]["id"], commit_id: p["comment"]["commit_id"] },
    forkee: p?.["forkee"] && { full_name: p["forkee"]["full_name"] },
    release: p?.["release"] && { tag_name: p["release"]["tag_name"] },
  },
});

const numbered = (item: Json | undefined) =>
  item && {
    number: item["number"],
    state: item["state"],
    merged: item["merged"],
    pull_request: item["pull_request"] && true,
  };

const folder = new URL("../data/sample/", import.meta.url);
mkdirSync(folder, { recursive: true });
const write = (name: string, lines: readonly string[]) => {
  const bytes = gzipSync(`${lines.join("\n")}\n`, { level: 9 });
  writeFileSync(new URL(name, folder), bytes);
  console.log(`${name}: ${lines.length} lines, ${bytes.length} bytes`);
};
write(
  "events.jsonl.gz",
  events.filter((event) => chosen.has(event)).map((event) => JSON.stringify(facts(event))),
);
write("follows.csv.gz", edges);
