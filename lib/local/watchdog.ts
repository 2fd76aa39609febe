import { type ChildProcess, spawn } from "node:child_process";

/** Ends a child even if this process is killed: a shell waits for the end of a pipe. It needs `sh`. */
export function endWithUs(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const script = `read _; kill -9 ${child.pid}`;
  // Its own process group: Ctrl-C in a terminal must not end it before us.
  const dog = spawn("sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  dog.on("error", () => undefined);
  dog.unref();
  (dog.stdin as { unref?: () => void }).unref?.();
  child.once("exit", () => dog.kill("SIGKILL"));
}
