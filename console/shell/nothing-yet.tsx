import { type Route, hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";

interface Props {
  readonly route: Route;
  readonly onPost: () => void;
}

/** An empty stream is a beginning: how something comes into it. */
export function NothingYet({ route: { view, subject, filters }, onPost }: Props) {
  const { me } = useSession();
  const narrowed = Object.values(filters).some((value) => value !== "");
  const target = view === "activity" && subject !== me ? subject : "repository:crython";
  const body = JSON.stringify({ verb: "pushed", target });
  if (narrowed) {
    return (
      <div class="empty">
        <h2>Nothing that fits</h2>
        <p>
          Nothing here has passed these filters.{" "}
          <a href={hrefOf({ view, subject, filters: {} })}>Show everything</a>
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <h2>{view === "feed" ? "This feed is still dry" : "Nothing has happened here yet"}</h2>
      {view === "feed" ? (
        <p>
          A feed shows what the people and things you follow do. Find some in the{" "}
          <a href="#/public">public stream</a>, or by name in the field at the top, and press Follow.
        </p>
      ) : (
        <>
          {view === "type" && (
            <p>
              This is the stream of a type. Did you mean{" "}
              <a href={hrefOf({ view: "activity", subject: `user:${subject}` })}>user:{subject}</a>?
            </p>
          )}
          <p>Post the first action:</p>
          <p>
            <button type="button" class="primary" onClick={onPost}>
              Post an action
            </button>
          </p>
          <p class="hint">or from a terminal, with a token in $TOKEN</p>
          <pre tabIndex={0}>
            curl -w '\n' {location.origin}/actions \{"\n"} -H "Authorization: Bearer $TOKEN" \{"\n"} -H
            "Content-Type: application/json" \{"\n"} -d '{body}'
          </pre>
        </>
      )}
    </div>
  );
}
