import { useEffect, useState } from "preact/hooks";
import { useSession } from "../session.tsx";

/** Milliseconds between looks at how far the sample is. */
const BETWEEN = 2000;

interface Loaded {
  readonly done: number;
  readonly all: number;
}

/** Says that the sample is being loaded, on one's own machine, until it is there. */
export function SampleNote() {
  const { isLocal } = useSession();
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    if (!isLocal) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const found = await sampleLoaded();
      setLoaded(found);
      if (found !== undefined) timer = setTimeout(() => void look(), BETWEEN);
    };
    void look();
    return () => clearTimeout(timer);
  }, [isLocal]);
  if (loaded === undefined) return null;
  return (
    <p class="sample-note" role="status">
      The sample is loading, newest first: {loaded.done} of {loaded.all}.
    </p>
  );
}

async function sampleLoaded(): Promise<Loaded | undefined> {
  try {
    const answer = await fetch("/console/sample", { headers: { "tributary-console": "1" } });
    return answer.ok ? (((await answer.json()) as Loaded | null) ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
