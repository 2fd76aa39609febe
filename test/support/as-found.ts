import { afterAll, vi } from "vitest";

// Files share a process: each leaves what it has changed there as it was.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
