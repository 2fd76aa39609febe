import { useEffect, useLayoutEffect, useState } from "preact/hooks";

const KEY = "tributary-theme";
type Theme = "light" | "dark";

const systemTheme = (): Theme => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
const kept = (): Theme | undefined =>
  (["light", "dark"] as const).find((theme) => theme === localStorage.getItem(KEY));

/** The theme as the system has it until somebody chooses, and how to choose the other one. */
export function useTheme(): readonly [Theme, () => void] {
  const [chosen, setChosen] = useState(kept);
  const [system, setSystem] = useState(systemTheme);
  useEffect(() => {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const change = () => setSystem(systemTheme());
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  // Before the first paint: a page of the other theme would flash.
  useLayoutEffect(() => {
    if (chosen !== undefined) document.documentElement.dataset["theme"] = chosen;
  }, [chosen]);
  const theme = chosen ?? system;
  const toggle = () => {
    const other = theme === "dark" ? "light" : "dark";
    localStorage.setItem(KEY, other);
    setChosen(other);
  };
  return [theme, toggle];
}
