import { afterAll, vi } from "vitest";

// Files share a process, so each restores what it has changed.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
