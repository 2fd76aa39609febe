import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { pythonWith } from "../../commands/python.ts";
import { Missing, answers, find, freePort, runProgram, startProgram } from "./programs.ts";

/** Two cores; threads keep connections open, as processes alone would not. */
const WORKERS = ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--keep-alive", "75"];

interface Site {
  readonly name: string;
  readonly packages: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

export async function pythonSite({ name, packages, folder, env }: Site) {
  find("python3");
  const programs = await pythonWith(name, packages).catch((error: unknown) => {
    throw new Missing(`needs ${packages.join(", ")} from PyPI: ${String(error).slice(0, 300)}`);
  });
  const python = join(programs, "python");
  const options = {
    cwd: fileURLToPath(new URL(folder, import.meta.url)),
    env: { ...process.env, ...env, PYTHONDONTWRITEBYTECODE: "1" },
  };
  const run = (...args: readonly string[]) => runProgram([python, ...args], options);
  return {
    run,
    versions: (...names: readonly string[]) =>
      run(
        "-c",
        "import sys, importlib.metadata as m; print(', '.join([f'{n} {m.version(n)}' for n in sys.argv[1:]]" +
          " + [f'Python {sys.version.split()[0]}']))",
        ...names,
      ).trim(),
    serve: async (application: string) => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const bind = ["--bind", `127.0.0.1:${port}`, "--log-level", "error"];
      const command = [python, "-m", "gunicorn", ...WORKERS, ...bind, application];
      return { url, ...(await startProgram(command, options, () => answers(url))) };
    },
  };
}
