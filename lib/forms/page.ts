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
  /** When it was last changed; as `timestamp` where it never was. */
  readonly updated: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly summary: string;
}

/** What a stream is called and where it is, whoever reads which page of it. */
export interface StreamName {
  readonly title: string;
  /** Its address with its filters: what names it for good. */
  readonly stream: string;
  /** As an AS2 collection, and the first page of that. */
  readonly collection: string;
  readonly first: string;
  /** Where people can look at whose stream it is. */
  readonly home: string | undefined;
  /** The service's own address. */
  readonly service: string;
}

/** A page of a stream, as every form renders it. */
export interface FormPage extends StreamName {
  /** Names this page of this stream, whoever reads it. */
  readonly id: string;
  /** The address as it was asked for. */
  readonly self: string;
  readonly next: string | null;
  readonly prev: string | null;
  readonly actions: readonly PresentedAction[];
}

/** The longest text an action has. An empty description says no more than none. */
export const bodyText = (action: PresentedAction): string => action.description || action.summary;

/** When a page last changed. */
export const newestTime = (page: FormPage): string | undefined =>
  page.actions
    .map(({ updated }) => updated)
    .sort()
    .at(-1);

/**
 * Where people can look at what an action is about. The API's own addresses want a token: a reader cannot
 * follow them.
 */
export const linkOf = ({ action_object, target }: PresentedAction): string | undefined =>
  (action_object && webPage(action_object)) ?? (target ? webPage(target) : undefined);

/** Who readers are told did an action. */
export const authorOf = ({
  actor,
}: PresentedAction): { name: string; url: string | undefined; avatar: string | undefined } => ({
  name: displayName(actor),
  url: webPage(actor),
  avatar: avatar(actor),
});

/** Where an entity lives for people, where it is shown. */
export const webPage = (entity: PresentedEntity): string | undefined => textOf(entity["html_url"]);

export const avatar = (entity: PresentedEntity): string | undefined => textOf(entity["avatar_url"]);

export const username = (entity: PresentedEntity): string | undefined => textOf(entity["username"]);

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
