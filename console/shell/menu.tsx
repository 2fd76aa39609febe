import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** What opens below its button, and closes by Escape or by turning to something else. */
export function Menu({ label, children }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = () => menu.current?.removeAttribute("open");
    const turned = ({ target }: Event) => {
      if (target instanceof Node && menu.current?.contains(target) === false) close();
    };
    const escaped = ({ key }: KeyboardEvent) => {
      if (key !== "Escape" || menu.current?.open !== true) return;
      close();
      menu.current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", turned);
    document.addEventListener("focusin", turned);
    document.addEventListener("keydown", escaped);
    return () => {
      document.removeEventListener("pointerdown", turned);
      document.removeEventListener("focusin", turned);
      document.removeEventListener("keydown", escaped);
    };
  }, []);
  return (
    <details class="options" ref={menu}>
      <summary>{label}</summary>
      <div class="options-body">{children}</div>
    </details>
  );
}
