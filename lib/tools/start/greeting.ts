interface Start {
  readonly url: string;
  readonly reader: { readonly id: string; readonly name: string } | undefined;
  readonly dataFolder: string | undefined;
}

const NOBODY = { id: "alice", name: "alice" };

/** Within 80 columns. Tokens are long: the `curl` lines ask for theirs; `-w` keeps the prompt off answers. */
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
