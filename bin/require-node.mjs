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
// Requests a second of one caller, and at once. Both or none.
module.enableCompileCache?.(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
