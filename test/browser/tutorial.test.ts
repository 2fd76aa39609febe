import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { openAs, reader } from "../support/browser.ts";
import { followTutorial } from "../support/tutorial.ts";

test("the page of the tutorial shows the feed, from another origin", async () => {
  const folder = mkdtempSync(join(tmpdir(), "my-page-"));
  followTutorial(inject("url"), folder);
  const server = createServer(({ url = "/" }, response) => {
    const isScript = url === "/tributary.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(readFileSync(join(folder, isScript ? "tributary.js" : "index.html")));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const page = await openAs(reader(), "");
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.getByText("Eli asked Harbour team").waitFor();
  expect(await page.getByRole("listitem").count()).toBeGreaterThanOrEqual(3);
});
