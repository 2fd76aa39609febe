import type { UserConfig } from "vite";
import { CONSOLE_BASE } from "./lib/contract/console.ts";

/** How the console is built: `npx vite build --config console.config.ts` puts it into `.build/console`. */
export default {
  root: `${import.meta.dirname}/console`,
  base: CONSOLE_BASE,
  build: {
    outDir: `${import.meta.dirname}/.build/console`,
    emptyOutDir: true,
    target: "es2022",
    cssTarget: "esnext",
    // The page's policy allows files of its own alone, no data URLs.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
} satisfies UserConfig;
