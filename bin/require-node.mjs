// Loaded before every command (`node --import`): an old Node cannot even parse the TypeScript that follows,
// so the sentence that says what to do has to come from plain JavaScript.
import module from "node:module";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Tributary needs Node 22.18 or newer; this is Node ${process.versions.node}.\n` +
      "`npm ci` brings its own Node 24, unless install scripts are switched off: " +
      "run `npm ci --ignore-scripts=false`, or install Node 24.",
  );
  process.exit(1);
}
// What has been compiled once is found again by the next command: half of what loading costs.
module.enableCompileCache?.(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
