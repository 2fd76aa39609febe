import type { PresentedAction } from "../domain/action.ts";
import { type PresentedEntity, displayName } from "../domain/entity.ts";

export interface FormAction extends Omit<PresentedAction, "to"> {
  readonly url: string;
  readonly updated: string;
}

/** The compiler refuses it where a form has forgotten a field. */
export const nothingLeft = (_rest: Readonly<Record<string, never>>): void => {};

export interface StreamName {
  readonly title: string;
  /** Its address with its filters, which is its permanent id. */
  readonly stream: string;
  readonly collection: string;
  readonly first: string;
  readonly home: string | undefined;
  readonly service: string;
}

export interface FormPage extends StreamName {
  readonly id: string;
  readonly self: string;
  readonly next: string | null;
  readonly prev: string | null;
  readonly actions: readonly FormAction[];
}

/** An empty description counts as none. */
export const bodyText = (action: Pick<FormAction, "description" | "summary">): string =>
  action.description || action.summary;

export const newestTime = (page: FormPage): string | undefined =>
  page.actions
    .map(({ updated }) => updated)
    .sort()
    .at(-1);

/** The web page that an action links to. Addresses of the API need a token: readers cannot follow them. */
export const linkOf = ({
  action_object,
  target,
}: Pick<FormAction, "action_object" | "target">): string | undefined =>
  (action_object && webPage(action_object)) ?? (target ? webPage(target) : undefined);

export const authorOf = ({
  actor,
}: Pick<FormAction, "actor">): { name: string; url: string | undefined; avatar: string | undefined } => ({
  name: displayName(actor),
  url: webPage(actor),
  avatar: avatar(actor),
});

export const webPage = (entity: PresentedEntity): string | undefined => textOf(entity["html_url"]);

export const avatar = (entity: PresentedEntity): string | undefined => textOf(entity["avatar_url"]);

export const username = (entity: PresentedEntity): string | undefined => textOf(entity["username"]);

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
