import type { TestProject } from "vitest/node";
import { startFor } from "./global-setup.ts";

export default (project: TestProject): Promise<() => Promise<void>> => startFor(project, true);
