import { useState } from "preact/hooks";
import { hrefOf } from "../route.ts";
import { Suggestions } from "./suggestions.tsx";

/** Opens the stream of anything: `user:alice`, or a type. */
export function OpenBox() {
  const [text, setText] = useState("");
  const open = (event: Event) => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted === "") return;
    location.hash = hrefOf({
      view: /^[^:]+:./s.test(wanted) ? "activity" : "type",
      subject: wanted.replace(/:$/, ""),
    });
    setText("");
  };
  return (
    <form class="open" role="search" onSubmit={open}>
      <input
        aria-label="Open user:alice, repository:…, or a type"
        placeholder="Open user:alice, or a type"
        value={text}
        list="found"
        dir="auto"
        autocapitalize="off"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Suggestions id="found" text={text} />
    </form>
  );
}
