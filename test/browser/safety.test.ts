import { expect, inject, test } from "vitest";
import { entries, openAs, reader, sentences } from "../support/browser.ts";
import { person, unique } from "../support/people.ts";
import { post } from "../support/story.ts";

const EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

test("names, verbs, ids and descriptions are text, whatever they look like", async () => {
  const alice = await person("alice");
  await alice.call("PUT", `/users/${alice.id}`, { name: EVIL });
  const target = { model_type: "repository", id: `${EVIL}${unique("")}` };
  await alice.posts(EVIL, { target, description: EVIL });
  const page = await openAs(alice, `#/activity/user:${alice.id}`);
  const [told] = await sentences(page, 1);
  expect(told).toContain(EVIL);
  expect(await page.locator(".said").innerText()).toBe(EVIL);
  await page.locator(".sentence a").last().click();
  await page.getByRole("heading", { level: 1, name: EVIL }).waitFor();
  expect(await page.evaluate("window.hacked")).toBeUndefined();
  expect(await page.locator("main img, main script").count()).toBe(0);
});

test.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " javascript:alert(1)"])(
  "an address that runs a script (%s) is no link, even if the service gave it",
  async (url) => {
    const alice = await person("alice");
    await alice.call("PUT", `/users/${alice.id}`, { name: "Alice" });
    const page = await openAs(reader(), `#/activity/user:${alice.id}`, {
      prepare: (page) =>
        page.route(`**/users/${alice.id}`, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, json: { ...((await response.json()) as object), html_url: url } });
        }),
    });
    await page.getByRole("heading", { level: 1, name: "Alice" }).waitFor();
    expect(await page.locator(".out").count()).toBe(0);
  },
);

test("where it lives elsewhere is a link that tells nothing about the reader", async () => {
  const alice = await person("alice");
  await alice.call("PUT", `/users/${alice.id}`, { name: "Alice", html_url: "https://example.com/alice" });
  const link = (await openAs(reader(), `#/activity/user:${alice.id}`)).locator(".out");
  expect([await link.getAttribute("href"), await link.getAttribute("rel")]).toEqual([
    "https://example.com/alice",
    "noopener noreferrer",
  ]);
});

/** One pixel, as an address on the web would give it. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

test("pictures of entities come over HTTPS alone, and nobody learns where they are shown", async () => {
  const asked: string[] = [];
  const [alice, bob] = [await person("alice"), await person("bob")];
  await alice.call("PUT", `/users/${alice.id}`, { avatar_url: "https://example.com/a.png" });
  await bob.call("PUT", `/users/${bob.id}`, { name: "Bob", avatar_url: "http://example.com/b.png" });
  await alice.posts("pushed", { target: `user:${bob.id}` });
  const page = await openAs(reader(), `#/activity/user:${bob.id}`, {
    prepare: (page) =>
      page.route("**/*.png", async (route) => {
        asked.push(route.request().url());
        expect(await route.request().headerValue("referer")).toBeNull();
        await route.fulfill({ contentType: "image/gif", body: PIXEL });
      }),
  });
  await sentences(page, 1);
  const picture = entries(page).locator("img");
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
  expect(asked).toEqual(["https://example.com/a.png"]);
  expect(await page.locator(".head .monogram").innerText()).toBe("B");
});

test("a picture that does not come leaves the first letter", async () => {
  const alice = await person("alice");
  await alice.call("PUT", `/users/${alice.id}`, { name: "Zoe", avatar_url: "https://example.com/gone.png" });
  const page = await openAs(reader(), `#/activity/user:${alice.id}`, {
    prepare: (page) => page.route("**/gone.png", (route) => route.fulfill({ status: 404 })),
  });
  await page.getByRole("heading", { level: 1, name: "Zoe" }).waitFor();
  await expect.poll(() => page.locator(".head img").count()).toBe(0);
  expect(await page.locator(".head .monogram").innerText()).toBe("Z");
});

test("nothing but pictures is loaded from elsewhere, and the policy would not allow it", async () => {
  const asked: string[] = [];
  const alice = await person("alice");
  await post(`user:${alice.id}`, "pushed");
  const page = await openAs(reader(), `#/activity/user:${alice.id}`, {
    prepare: (page) =>
      Promise.resolve(page.on("request", (request) => asked.push(new URL(request.url()).origin))),
  });
  await sentences(page, 1);
  expect([...new Set(asked)]).toEqual([inject("url")]);
  const blocked = page.evaluate(
    `new Promise((resolve) => {
      addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
      document.body.append(Object.assign(document.createElement("script"), { src: "https://example.com/x.js" }));
    })`,
  );
  expect(await blocked).toBe("script-src-elem");
});
