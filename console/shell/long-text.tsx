import { useState } from "preact/hooks";
import { beginningOf } from "../text.ts";

/** What a paragraph shows of a long text until somebody asks for the rest. */
const MOST = 400;
const LINES = 8;

interface Props {
  readonly text: string;
  readonly class: string;
}

/** A paragraph in the direction of its own letters; of a long one the beginning, and the rest on demand. */
export function LongText({ text, class: className }: Props) {
  const [isWhole, setIsWhole] = useState(false);
  const begin = beginningOf(text, MOST, LINES);
  return (
    <>
      <p class={className} dir="auto">
        {isWhole ? text : begin}
      </p>
      {begin !== text && (
        <button type="button" class="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? "Show less" : "Show all of it"}
        </button>
      )}
    </>
  );
}
