import { type Route, hrefOf } from "../route.ts";
import { useSession } from "../session.tsx";

/** An empty list of follows: what brings somebody into it. */
export function Nobody({ route: { view, subject, filters } }: { readonly route: Route }) {
  const { me } = useSession();
  const isMine = subject === me;
  const flag = filters["flag"] ?? "";
  const title = view === "followers" ? "Nobody follows this yet" : "This follows nobody yet";
  if (flag !== "" && flag !== "*")
    return (
      <div class="empty">
        <h2>Nobody with this flag</h2>
        <p>
          <a href={hrefOf({ view, subject, filters: { flag: "*" } })}>Show follows with any flag</a>
        </p>
      </div>
    );
  if (view === "followers")
    return (
      <div class="empty">
        <h2>{isMine ? "Nobody follows you yet" : title}</h2>
        <p>
          {isMine
            ? "Post an action that others see: from its line they find you, and the button Follow."
            : "Press Follow above to be the first."}
        </p>
      </div>
    );
  return (
    <div class="empty">
      <h2>{isMine ? "You follow nobody yet" : title}</h2>
      <p>
        {isMine ? (
          <>
            Find somebody in the <a href="#/public">public stream</a>, or by name in the field at the top, and
            press Follow.
          </>
        ) : (
          "What it follows is listed here, as soon as it follows something."
        )}
      </p>
    </div>
  );
}
