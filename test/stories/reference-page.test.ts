import { expect, inject, test } from "vitest";

const get = (path: string, accept = "*/*") => fetch(`${inject("url")}${path}`, { headers: { accept } });

test("the reference is a page at /docs, with all its files beside it and nothing from elsewhere", async () => {
  const page = await get("/docs", "text/html,*/*");
  const html = await page.text();
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = ""]) => path);
  expect(files.filter((path) => !/^(\/docs\/assets\/|data:)/.test(path))).toEqual([]);
  for (const path of files.filter((file) => file.startsWith("/")))
    expect((await get(path)).status, path).toBe(200);
});

test("everything else below /docs is the API's", async () => {
  for (const path of ["/docs", "/docs/assets/activity", "/docs/7"])
    expect((await get(path)).status, path).toBeGreaterThanOrEqual(400);
});
