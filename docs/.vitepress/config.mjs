/** The pages by question, as the README has them. */
const PAGES = {
  Start: ["concepts", "tutorial", "console"],
  Use: ["api", "http", "streams", "lookups", "clients", "client", "auth", "importing", "migrating"],
  Extend: ["extending"],
  Run: ["deploy", "operations", "threat-model", "costs", "performance", "limits"],
  Understand: ["how-it-works", "feeds", "access-patterns", "comparison", "first-hour"],
};

const words = (page) => page.charAt(0).toUpperCase() + page.slice(1).replaceAll("-", " ");

/** `npm run docs` builds the site into `.build/docs`. */
export default {
  title: "Tributary",
  description: "Activity streams and feeds as a service",
  lang: "en",
  outDir: "../.build/docs",
  cacheDir: "../.build/docs-cache",
  rewrites: { "concepts.md": "index.md" },
  srcExclude: ["examples/**"],
  // Source files are linked where the pages are read in the repository; a test follows those links.
  ignoreDeadLinks: [/^(\.\/)?(\.\.|examples|adr)(\/|$)/, /\/index$/],
  // Paths of the API have {parts} in headings, which are no attributes of the heading.
  markdown: { attrs: { disable: true } },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    sidebar: Object.entries(PAGES).map(([text, pages]) => ({
      text,
      items: pages.map((page) => ({ text: words(page), link: page === "concepts" ? "/" : `/${page}` })),
    })),
  },
};
