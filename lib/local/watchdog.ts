import { type ChildProcess, spawn } from "node:child_process";

/**
 * Ends a child even where this process is killed and can end nothing any more: a shell waits for the end of a
 * pipe that only this process holds. Where there is no `sh`, such a child stays.
 */
export function endWithUs(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const script = `read _; kill -9 ${child.pid}`;
  // A group of its own: Ctrl-C in a terminal must not end it before us.
  const dog = spawn("sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  dog.on("error", () => undefined);
  dog.unref();
  (dog.stdin as { unref?: () => void }).unref?.();
  child.once("exit", () => dog.kill("SIGKILL"));
}
