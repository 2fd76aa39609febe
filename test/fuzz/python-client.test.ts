import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, inject, onTestFinished, test } from "vitest";
import { person, service, unique } from "../support/people.ts";
import { pythonWith } from "../../lib/tools/commands/python.ts";

/** What somebody writes with the generated client. */
const PROGRAM = `
import datetime, json, os
from tributary_client import AuthenticatedClient
from tributary_client.api.actions import delete_action, post_action
from tributary_client.api.follows import follow
from tributary_client.api.streams import get_own_feed
from tributary_client.models import FeedPage, NewAction, NewFollow, Problem

name = os.environ["NAME"]
client = lambda token: AuthenticatedClient(base_url=os.environ["BASE"], token=os.environ[token])
own, service = client("USER"), client("SERVICE")
posted = post_action.sync_detailed(client=service, body=NewAction(verb="pushed", actor="user:" + name, target="site:of-" + name))
followed = follow.sync_detailed("users", name, client=service, body=NewFollow(user="user:" + name))
since = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)
page = get_own_feed.sync_detailed(client=own, own=True, verb=["pushed", "starred"], since=since, limit=5)
assert isinstance(page.parsed, FeedPage), (page.status_code, page.content)
refused = post_action.sync_detailed(client=own, body=NewAction(verb="v", actor="user:somebody-else"))
assert isinstance(refused.parsed, Problem)
gone = delete_action.sync_detailed(posted.parsed.id, client=own)
answers = [posted, followed, page, refused, gone]
print(json.dumps({
    "statuses": [answer.status_code for answer in answers],
    "sentence": page.parsed.results[0].summary,
    "year": page.parsed.results[0].timestamp.year,
    "detail": refused.parsed.detail,
}))
`;

const run = promisify(execFile);

test("a client that openapi-python-client makes of the description works", async () => {
  const programs = await pythonWith("openapi-python-client-0.29.1", ["openapi-python-client==0.29.1"]);
  const folder = mkdtempSync(join(tmpdir(), "python-client-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const description = fileURLToPath(new URL("../../lib/openapi/openapi.json", import.meta.url));
  const target = ["--path", description, "--output-path", join(folder, "tributary_client")];
  // It tidies up what it wrote with a program beside it.
  const path = { ...process.env, PATH: `${programs}${delimiter}${process.env["PATH"] ?? ""}` };
  const args = ["generate", ...target, "--meta", "none", "--fail-on-warning"];
  await run(`${programs}/openapi-python-client`, args, { env: path }).catch(
    (error: { stdout: string; stderr: string }) => expect.fail(error.stdout + error.stderr),
  );
  writeFileSync(join(folder, "program.py"), PROGRAM);
  const alice = await person(unique("generated"));
  const env = { ...path, BASE: inject("url"), SERVICE: service.token, USER: alice.token, NAME: alice.id };
  const { stdout } = await run(`${programs}/python`, ["program.py"], { cwd: folder, env });
  expect(JSON.parse(stdout)).toEqual({
    statuses: [201, 204, 200, 403, 204],
    sentence: `${alice.id} pushed of-${alice.id}`,
    year: new Date().getUTCFullYear(),
    detail: expect.any(String),
  });
});
