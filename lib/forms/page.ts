import { displayName } from "../domain/entity.ts";

/** An entity as every form is given it: its reference, its URL and its shown attributes. */
export interface PresentedEntity {
  readonly model_type: string;
  readonly id: string;
  readonly url: string;
  readonly [attribute: string]: unknown;
}

/** An action as callers see it, with its own URL. */
export interface PresentedAction {
  readonly id: string;
  readonly url: string;
  readonly actor: PresentedEntity;
  readonly verb: string;
  readonly action_object: PresentedEntity | null;
  readonly target: PresentedEntity | null;
  readonly public: boolean;
  readonly description: string | null;
  /** RFC 3339 in UTC with milliseconds. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly summary: string;
}

/** A page of a stream, as every form renders it. */
export interface FormPage {
  readonly title: string;
  /** The URL of the stream without paging. */
  readonly collection: string;
  readonly self: string;
  readonly next: string | null;
  readonly prev: string | null;
  readonly actions: readonly PresentedAction[];
}

/** The longest text an action has. An empty description says no more than none. */
export const bodyText = (action: PresentedAction): string => action.description || action.summary;

/** The time of a page's newest action. */
export const newestTime = (page: FormPage): string | undefined =>
  page.actions
    .map(({ timestamp }) => timestamp)
    .sort()
    .at(-1);

/** Whom readers are told an action is by. The page for people comes first: it needs no token. */
export const authorOf = ({ actor }: PresentedAction): { name: string; url: string; avatar: string | undefined } => ({
  name: displayName(actor),
  url: webPage(actor) ?? actor.url,
  avatar: avatar(actor),
});

/** Where an entity lives for people, where it is shown. */
export const webPage = (entity: PresentedEntity): string | undefined => textOf(entity["html_url"]);

export const avatar = (entity: PresentedEntity): string | undefined => textOf(entity["avatar_url"]);

export const username = (entity: PresentedEntity): string | undefined => textOf(entity["username"]);

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
