// Loaded before every command (`node --import`): an old Node cannot parse TypeScript, so plain JavaScript
// must say what to do.
import module from "node:module";
import { fileURLToPath } from "node:url";

try {
  import.meta.resolve("zod");
} catch {
  console.error("What Tributary needs is not installed yet: run `npm ci` first.");
  process.exit(1);
}
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Tributary needs Node 22.18 or newer; this is Node ${process.versions.node}.\n` +
      "`npm ci` brings its own Node 24, unless install scripts are switched off: " +
      "run `npm ci --ignore-scripts=false`, or install Node 24.",
  );
  process.exit(1);
}
// Keeps compiled code for the next command: that saves half of its loading time.
module.enableCompileCache?.(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
