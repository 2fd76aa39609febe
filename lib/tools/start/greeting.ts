interface Start {
  readonly url: string;
  /** A user of the sample, if it is loaded. */
  readonly reader: { readonly id: string; readonly name: string } | undefined;
  readonly dataFolder: string | undefined;
}

/** Used without a sample. */
const NOBODY = { id: "alice", name: "alice" };

/**
 * What somebody who has just started the service wants to know, within 80 columns. Tokens are long: the
 * `curl` lines ask for theirs. Answers have no newline at their end: `-w` keeps the prompt off their line.
 */
export function greeting({ url, reader = NOBODY, dataFolder }: Start): string {
  const data =
    dataFolder === undefined
      ? "in memory, and gone when it stops; npm start -- --data DIR keeps them"
      : `in ${dataFolder}`;
  return `Console   ${url}/#/feed/user:${reader.id}
          signs you in as ${reader.name}
Reference ${url}/docs
Read      ${curl(reader.id)} \\
          -w '\\n' ${url}/feed
Write     ${curl("alice")} \\
          -d '{"verb":"liked","target":"team:x"}' \\
          -w '\\n' ${url}/actions
Data      ${data}
Stop      Ctrl-C`;
}

const curl = (userId: string): string =>
  `curl -H "Authorization: Bearer $(npm run -s token -- user:${userId})"`;
