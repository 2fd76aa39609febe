import { writeRunning } from "../../lib/local/running.ts";
import { startService } from "../../lib/local/service.ts";

/**
 * What `npm start -- --empty --data DIR` runs, but for those who cannot wait as long as SQS does: what a
 * killed call had under way is repeated soon.
 */
const [dataFolder, longestVisibility] = process.argv.slice(2);
const service = await startService({
  ...{ port: 0, harsh: true, dataFolder, onStep: () => undefined },
  longestVisibility: Number(longestVisibility),
});
writeRunning(dataFolder, service);
process.once("SIGTERM", () => void service.stop().then(() => process.exit(0)));
console.log(`ready ${service.url}`);
