import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type LocalService, startService } from "../../lib/local/service.ts";
import { openAs, reader, sentences } from "../support/browser.ts";
import { type Provider, startProvider } from "../support/oidc-provider.ts";
import { unique } from "../support/people.ts";

/** A stage with the console and a provider of its own, run from its template. */
let service: LocalService;
let provider: Provider;
let user = "";

beforeAll(async () => {
  provider = await startProvider(() => user);
  service = await startService({
    ...{ port: 0, processes: 1, onStep: () => undefined, dynamodbEndpoint: inject("dynamodbEndpoint") },
    settings: {
      ...{ console: true, jwtIssuer: provider.issuer, jwksUrl: provider.jwksUrl },
      jwtAudience: provider.client,
    },
  });
  provider.home = `${service.url}/`;
});
afterAll(async () => {
  await service.stop();
  await provider.stop();
});

async function signedIn(place: string) {
  user = unique("alice");
  const page = await openAs(reader(), place, { url: service.url });
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: `I am ${user}` }).click();
  return page;
}

test("somebody signs in at the provider, is back where they were, posts as themselves, and signs out", async () => {
  const place = "#/activity/team:core?verb=waved";
  const page = await signedIn(place);
  await page.getByRole("button", { name: `You are ${user}` }).waitFor();
  expect(page.url(), "neither code nor state stays in the address").toBe(`${service.url}/${place}`);
  const token = await page.evaluate("JSON.parse(sessionStorage['tributary-signed-in']).access");
  await fetch(`${service.url}/actions`, {
    method: "POST",
    headers: { authorization: `Bearer ${String(token)}` },
    body: JSON.stringify({ verb: "waved", target: "team:core" }),
  });
  await page.reload();
  expect((await sentences(page, 1))[0]).toContain(user);
  expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain(String(token));
  await page.getByRole("button", { name: `You are ${user}` }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("Who are you?").waitFor();
  await page.reload();
  await page.getByText("Who are you?").waitFor();
});

test("who refuses is told so, and a code that this tab did not ask for is not taken", async () => {
  user = unique("alice");
  const page = await openAs(reader(), "#/public", { url: service.url });
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Nobody" }).click();
  await page.getByRole("alert").getByText("access_denied").waitFor();
  await page.goto(`${service.url}/?code=stolen&state=theirs`);
  await page.getByRole("alert").getByText("not begun in this tab").waitFor();
  expect(await page.evaluate("'tributary-signed-in' in sessionStorage")).toBe(false);
});

test("a token that ends is renewed, and who cannot have another signs in again", async () => {
  provider.lifetime = 31; // One second, as it is changed half a minute early.
  const page = await signedIn("#/public");
  const look = () => page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
  const renewed = async () => {
    await look();
    return provider.renewals;
  };
  await expect.poll(renewed).toBeGreaterThan(0);
  await page.getByRole("button", { name: `You are ${user}` }).waitFor();
  provider.renews = false;
  const asked = async () => {
    await look();
    return page.getByText("Who are you?").isVisible();
  };
  await expect.poll(asked).toBe(true);
});

test("the page calls nobody but the API and the provider, and runs nothing that is written into it", async () => {
  const answer = await fetch(service.url, { headers: { accept: "text/html" } });
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain(`connect-src 'self' ${new URL(provider.issuer).origin};`);
  expect(policy).not.toContain("unsafe");
  expect(answer.headers.get("cache-control")).toBe("no-cache");
  const html = await answer.text();
  const [, script = ""] = /src="(\/console\/assets\/[^"]+\.js)"/.exec(html) ?? [];
  const file = await fetch(`${service.url}${script}`);
  expect([file.status, file.headers.get("cache-control")]).toEqual([
    200,
    "public, max-age=31536000, immutable",
  ]);
  expect((await fetch(service.url)).status, "the root is a page for browsers alone").toBe(404);
  expect((await fetch(`${service.url}/console/token`, { method: "POST" })).status).toBe(404);
});
