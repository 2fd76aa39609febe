import type { PresentedAction } from "../domain/action.ts";
import { type PresentedEntity, displayName } from "../domain/entity.ts";

/** An action as callers see it, with its own URL. */
export interface FormAction extends Omit<PresentedAction, "to"> {
  readonly url: string;
  /** When it was last changed; as `timestamp` where it never was. */
  readonly updated: string;
}

/** Takes what a form does not show of an action: nothing, unless a field was forgotten. */
export const nothingLeft = (_rest: Readonly<Record<string, never>>): void => {};

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
  readonly actions: readonly FormAction[];
}

/** The longest text an action has. An empty description says no more than none. */
export const bodyText = (action: Pick<FormAction, "description" | "summary">): string =>
  action.description || action.summary;

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
export const linkOf = ({
  action_object,
  target,
}: Pick<FormAction, "action_object" | "target">): string | undefined =>
  (action_object && webPage(action_object)) ?? (target ? webPage(target) : undefined);

/** Who readers are told did an action. */
export const authorOf = ({
  actor,
}: Pick<FormAction, "actor">): { name: string; url: string | undefined; avatar: string | undefined } => ({
  name: displayName(actor),
  url: webPage(actor),
  avatar: avatar(actor),
});

/** Where an entity lives for people, where it is shown. */
export const webPage = (entity: PresentedEntity): string | undefined => textOf(entity["html_url"]);

export const avatar = (entity: PresentedEntity): string | undefined => textOf(entity["avatar_url"]);

export const username = (entity: PresentedEntity): string | undefined => textOf(entity["username"]);

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
