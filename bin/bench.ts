import { benchBell } from "../lib/tools/bench/bell.ts";
import { benchColdStart } from "../lib/tools/bench/cold-start.ts";
import { benchDeep } from "../lib/tools/bench/deep.ts";
import { benchDeliveries } from "../lib/tools/bench/deliveries.ts";
import { benchDeletion } from "../lib/tools/bench/deletion.ts";
import { benchEngine } from "../lib/tools/bench/engine.ts";
import { benchFanOut } from "../lib/tools/bench/fan-out.ts";
import { benchGrowth } from "../lib/tools/bench/growth.ts";
import { benchKills } from "../lib/tools/bench/kills.ts";
import { benchPeers } from "../lib/tools/bench/peers/run.ts";
import { benchRanges } from "../lib/tools/bench/ranges.ts";
import { publish, stated } from "../lib/tools/bench/publish.ts";
import { UserFacingError } from "../lib/local/dynamodb.ts";
import { benchSoak } from "../lib/tools/bench/soak.ts";
import { commandLine, refuser } from "../lib/tools/commands/command-line.ts";
import { benchHeat } from "../test/simulation/heat/bench.ts";

const HELP = `Measures the service on this machine, and prints what it found as a table.

  --json     prints it as JSON
  --write    puts the table, and plots, into docs/performance.md as well

  npm run bench -- engine [--rounds 10]
      reads a page and posts: over HTTP, by the function alone, and by the bare SDK on the same DynamoDB Local
  npm run bench -- bell [--likes 10000]
      likes one photo as often as it is taken within a minute, until its owner's bell says so, while others post
  npm run bench -- cold-start [--rounds 10]
      loads every function's bundle in new processes, and one with nothing but the SDK's document client
  npm run bench -- deletion [--followers 20000] [--actions 5000]
      deletes an entity while others read and post
  npm run bench -- ranges [--followers 3000] [--sizes 1,4,16]
      switches an entity to pulling and removes it, in so many chains at once (about two minutes), and says what
      500 chains of the speed of one would make of 100 million followers
  npm run bench -- deliveries [--sizes 10,1000,100000]
      delivers to audiences of these sizes, against writing the same rows and nothing else
  npm run bench -- fan-out [--followers 100000]
      delivers one post to that many while somebody with ten followers goes on posting
  npm run bench -- kills [--followers 20000]
      the same, with the service killed at ten random points; every feed is looked at in the end
  npm run bench -- deep [--followed 500] [--page 400]
      opens a page far down the feed of somebody who follows that many
  npm run bench -- growth [--sizes 5000,50000,200000] [--followees 10,100,1000,2000] [--pages 1,10,100,400]
      reads a page as stored actions, followed entities and its depth grow
  npm run bench -- heat [--scale 10] [--shards 1] [--keys SHARDS]
      plays 10,000 posts, 20,000 reads and 2,000 follows a second in virtual time, or one part of --scale of it all,
      with listed streams in so many shards and the busiest entity spread over so many keys, and prints the ten
      hottest partition keys, and the hottest of that entity
  npm run bench -- peers [--users 300] [--followees 12] [--actions 600] [--rounds 4]
      the same reads and posts by Tributary, django-activity-stream, Stream-Framework and Redis alone; needs
      PostgreSQL, redis-server and python3; --write puts the table into docs/comparison.md
  npm run bench -- soak [--minutes 10] [--hostile 0] [--rate N]
      a realistic mix at the highest rate that is held, or N a second, with a share of hostile requests; then looks at
      every stream, feed and heap
`;

const refuse: (message: string) => never = refuser(HELP);

function count(name: string, text: string): number {
  return /^[1-9]\d{0,6}$/.test(text)
    ? Number(text)
    : refuse(`--${name} is a number from 1 on, not "${text}".`);
}

const counts = (name: string, text: string): number[] => text.split(",").map((one) => count(name, one));

function share(name: string, text: string): number {
  return /^(0(\.\d+)?|1)$/.test(text)
    ? Number(text)
    : refuse(`--${name} is a share from 0 to 1, not "${text}".`);
}

const options = {
  followers: { type: "string" },
  likes: { type: "string", default: "10000" },
  actions: { type: "string" },
  followed: { type: "string", default: "500" },
  page: { type: "string", default: "400" },
  rounds: { type: "string" },
  sizes: { type: "string" },
  followees: { type: "string" },
  users: { type: "string", default: "300" },
  pages: { type: "string", default: "1,10,100,400" },
  minutes: { type: "string", default: "10" },
  hostile: { type: "string", default: "0" },
  rate: { type: "string" },
  scale: { type: "string", default: "10" },
  shards: { type: "string", default: "1" },
  keys: { type: "string" },
  json: { type: "boolean", default: false },
  write: { type: "boolean", default: false },
} as const;
const { values, positionals } = commandLine(HELP, { options, allowPositionals: true });
const BENCHES: Readonly<Record<string, () => Promise<object>>> = {
  bell: () => benchBell(count("likes", values.likes)),
  engine: () => benchEngine(count("rounds", values.rounds ?? "10")),
  "cold-start": () => Promise.resolve(benchColdStart(count("rounds", values.rounds ?? "10"))),
  deletion: () =>
    benchDeletion(
      count("followers", values.followers ?? "20000"),
      count("actions", values.actions ?? "5000"),
    ),
  ranges: () =>
    benchRanges(count("followers", values.followers ?? "3000"), counts("sizes", values.sizes ?? "1,4,16")),
  deliveries: () => benchDeliveries(counts("sizes", values.sizes ?? "10,1000,100000")),
  "fan-out": () => benchFanOut(count("followers", values.followers ?? "100000")),
  kills: () => benchKills(count("followers", values.followers ?? "20000")),
  growth: () =>
    benchGrowth({
      actions: counts("sizes", values.sizes ?? "5000,50000,200000"),
      followed: counts("followees", values.followees ?? "10,100,1000,2000"),
      pages: counts("pages", values.pages),
    }),
  peers: () =>
    benchPeers({
      users: count("users", values.users),
      followees: count("followees", values.followees ?? "12"),
      actions: count("actions", values.actions ?? "600"),
      rounds: count("rounds", values.rounds ?? "4"),
    }),
  soak: () =>
    benchSoak({
      minutes: count("minutes", values.minutes),
      hostile: share("hostile", values.hostile),
      rate: values.rate === undefined ? undefined : count("rate", values.rate),
    }),
  heat: () =>
    benchHeat(
      count("scale", values.scale),
      count("shards", values.shards),
      count("keys", values.keys ?? values.shards),
    ),
  deep: () => benchDeep(count("followed", values.followed), count("page", values.page)),
};

const name = positionals[0] ?? "";
const bench = positionals.length === 1 ? BENCHES[name] : undefined;
if (bench === undefined) refuse(`Say what to measure: ${Object.keys(BENCHES).join(", ")}.`);
const report = await bench().catch((error: unknown) => {
  if (!(error instanceof UserFacingError)) throw error;
  console.error(error.message);
  process.exit(1);
});
const { plots: _plots, ...found } = report as { plots?: unknown };
console.log(values.json ? JSON.stringify(found, undefined, 2) : stated(found));
const said = process.argv.slice(2).filter((word) => !["--write", "--json"].includes(word));
if (values.write) publish(name, `npm run bench -- ${said.join(" ")}`, report);
