import { isLine } from "./headings.ts";

/** What stands above the first action of a day, or of what is known. */
export const Day = ({ heading }: { readonly heading: string | undefined }) =>
  heading === undefined ? null : <h2 class={isLine(heading) ? "day left-off" : "day"}>{heading}</h2>;
