import type { Provider } from "./sign-in.ts";

/** Where people sign in and out, on a deployment that says with which provider. */
interface Door {
  /** Names whoever has signed in; empty where nobody has. */
  present(): string;
  /** For each call. */
  token(): string | Promise<string>;
  enter(): Promise<void>;
  leave(): void;
  /** Why the last attempt to sign in failed. */
  readonly failure: string | undefined;
}

async function findDoor(): Promise<Door | undefined> {
  const meta = document.querySelector<HTMLMetaElement>("meta[name=tributary-tokens][content=oidc]");
  if (meta === null) return undefined;
  const provider = { ...meta.dataset } as unknown as Provider;
  // Loaded only where there is somewhere to sign in.
  const { accessToken, comeBack, forget, goodToken, signIn } = await import("./sign-in.ts");
  let failure: string | undefined;
  if (/[?&](code|error)=/.test(location.search))
    await comeBack(provider).catch((error: unknown) => (failure = (error as Error).message));
  return {
    present: accessToken,
    token: () => goodToken(provider),
    enter: () => signIn(provider),
    leave: forget,
    failure,
  };
}

export const door = await findDoor();
