import { execFile } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openAs, reader } from "../support/browser.ts";
import { buildClient, compile, programFolder, writePrograms } from "../support/doc-programs.ts";
import { type Person, person } from "../support/people.ts";

/** Beside the page's server and the browser's answers, which wait for this thread. */
const run = promisify(execFile);
/** A compiler and a build take their time on a busy machine. */
const LONG = 240_000;

let folder = "";

beforeAll(() => {
  folder = programFolder("stores");
  buildClient("docs/stores.md", folder);
  writePrograms("docs/stores.md", folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const BROWSER = { lib: ["es2024", "dom"], jsx: "react-jsx" };

/** Opens a page of the visitor's own, on another origin, that shows a component of the docs. */
async function shown(visitor: Person, component: "Bell" | "Feed", file: string) {
  const entry = join(folder, `${component}.js`);
  writeFileSync(
    entry,
    `import { h, render } from "preact";
import { Client } from "./dist/tributary.js";
import { ${component} } from "./${file}";
const client = new Client({ url: ${JSON.stringify(inject("url"))}, token: ${JSON.stringify(visitor.token)} });
render(h(${component}, { client }), document.body);`,
  );
  const built = buildSync({
    ...{ entryPoints: [entry], bundle: true, write: false, format: "esm", jsx: "automatic" },
    ...{
      jsxImportSource: "preact",
      alias: { react: "preact/compat" },
      resolveExtensions: [".tsx", ".ts", ".js"],
    },
  });
  const script = built.outputFiles[0]?.text ?? "";
  const server = createServer(({ url }, response) => {
    const isScript = url === "/page.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html; charset=utf-8" });
    response.end(isScript ? script : '<!doctype html><body><script type="module" src="/page.js"></script>');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const page = await openAs(reader(), "");
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { page, [Symbol.dispose]: () => void server.close() };
}

test("the program without a framework compiles, and runs to its end", { timeout: LONG }, async () => {
  await compile(folder, BROWSER, ["example.ts"]);
  const [alice, bob] = [await person("alice"), await person("bob")];
  await bob.posts("invited", { target: `user:${alice.id}` });
  await expect.poll(async () => (await alice.get("/notifications/counts")).body).toMatchObject({ unseen: 1 });
  const env = { ...process.env, URL: inject("url"), TOKEN: alice.token };
  const { stdout: output } = await run(process.execPath, [join(folder, "example.ts")], { env });
  expect(output).toContain(`* ${bob.id} invited ${alice.id}`);
  expect(output).toMatch(/^unseen 0$/m);
  expect(output).toMatch(/^new 0$/m);
  expect((await alice.get("/notifications/counts")).body).toEqual({ unseen: 0, unread: 0, more: false });
});

test(
  "the bell of the React hook counts, opens, and marks what was seen and read",
  { timeout: LONG },
  async () => {
    await compile(folder, { ...BROWSER, jsxImportSource: "react" }, ["react-bell.tsx"]);
    const [alice, bob] = [await person("alice"), await person("bob")];
    await bob.posts("invited", { target: `user:${alice.id}` });
    using bell = await shown(alice, "Bell", "react-bell.tsx");
    const button = bell.page.getByRole("button", { name: "Notifications" });
    await expect.poll(() => button.innerText()).toBe("Notifications 1");
    await button.click();
    const line = bell.page.getByRole("button", { name: `${bob.id} invited ${alice.id}` });
    await line.waitFor();
    await expect.poll(() => button.innerText()).toBe("Notifications");
    await line.click();
    await expect.poll(() => line.isDisabled()).toBe(true);
    expect((await alice.get("/notifications/counts")).body).toEqual({ unseen: 0, unread: 0, more: false });
    await button.click();
    await expect.poll(() => line.count()).toBe(0);
  },
);

test(
  "the feed of the Preact example says how much is new, and shows it when asked",
  { timeout: LONG },
  async () => {
    await compile(folder, { ...BROWSER, jsxImportSource: "preact" }, ["preact-feed.tsx"]);
    const [alice, bob] = [await person("alice"), await person("bob")];
    await alice.follows(bob, { send_action: false });
    await bob.posts("sang");
    await expect.poll(async () => (await alice.get("/feed/counts")).body).toMatchObject({ new: 1 });
    using feed = await shown(alice, "Feed", "preact-feed.tsx");
    await feed.page.getByText(`${bob.id} sang`).waitFor();
    await expect.poll(async () => (await alice.get("/feed/counts")).body).toMatchObject({ new: 0 });
    await bob.posts("danced");
    await expect.poll(async () => (await alice.get("/feed/counts")).body).toMatchObject({ new: 1 });
    // As when somebody comes back to the tab: it polls at once.
    await feed.page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await feed.page.getByRole("button", { name: "1 new" }).click();
    await feed.page.getByText(`${bob.id} danced`).waitFor();
    await expect.poll(async () => (await alice.get("/feed/counts")).body).toMatchObject({ new: 0 });
  },
);
