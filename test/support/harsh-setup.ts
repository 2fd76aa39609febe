import type { TestProject } from "vitest/node";
import { startFor } from "./global-setup.ts";

/** The running service of `npm start -- --harsh`. */
export default (project: TestProject): Promise<() => Promise<void>> => startFor(project, true);
