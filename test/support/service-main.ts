import { writeRunning } from "../../lib/local/running.ts";
import { startService } from "../../lib/local/service.ts";

/** Like `npm start -- --empty --data DIR`, but messages of interrupted calls come again soon. */
const [dataFolder, longestVisibility] = process.argv.slice(2);
const service = await startService({
  ...{ port: 0, harsh: true, dataFolder, onStep: () => undefined },
  longestVisibility: Number(longestVisibility),
});
writeRunning(dataFolder, service);
process.once("SIGTERM", () => void service.stop().then(() => process.exit(0)));
console.log(`ready ${service.url}`);
