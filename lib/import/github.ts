import * as z from "zod";

/**
 * Maps events of GitHub's public timeline, as GH Archive keeps them, to actions. Types and payloads:
 * https://docs.github.com/en/rest/using-the-rest-api/github-event-types
 */

const id = z.union([z.string(), z.number()]).transform(String);
const text = z.string().optional().catch(undefined);
const numbered = z
  .object({
    number: z.int(),
    title: text,
    state: text,
    merged: z.boolean().optional().catch(undefined),
    pull_request: z.unknown().optional(),
  })
  .optional()
  .catch(undefined);

const event = z.object({
  id,
  type: z.string(),
  actor: z.object({ id, login: z.string().min(1).max(100) }),
  repo: z.object({ id, name: z.string().min(1).max(200) }),
  created_at: z.string(),
  payload: z
    .object({
      action: text,
      ref: text.nullable(),
      ref_type: text,
      head: text,
      issue: numbered,
      pull_request: numbered,
      comment: z.object({ id, commit_id: text }).optional().catch(undefined),
      forkee: z.object({ full_name: text }).optional().catch(undefined),
      release: z.object({ tag_name: text }).optional().catch(undefined),
    })
    .catch({} as never),
});

type Event = z.output<typeof event>;

/** The part of an action that an event's type decides. */
interface Deed {
  readonly verb: string;
  readonly action_object?: Record<string, unknown>;
  readonly data?: Record<string, unknown>;
}

/** The body of a `POST /actions`, or why there is none. */
export type Mapped = { readonly action: Record<string, unknown> } | { readonly skipped: string };

const SITE = "https://github.com";
const NAME = 250;

/** What an event says as an action; its id makes repeating an import harmless. */
export function mapEvent(value: unknown): Mapped {
  const parsed = event.safeParse(value);
  if (!parsed.success) return { skipped: "not an event of the timeline" };
  const { id: eventId, type, actor, repo, created_at } = parsed.data;
  const deed = DEEDS[type]?.(parsed.data);
  if (deed === undefined) return { skipped: `${type} says nothing that can be an action` };
  return {
    action: {
      id: `gh-${eventId}`,
      actor: person(actor),
      ...deed,
      target: { model_type: "repository", id: repo.id, name: repo.name, html_url: `${SITE}/${repo.name}` },
      timestamp: created_at,
    },
  };
}

function person({ id: number, login }: Event["actor"]): Record<string, unknown> {
  const common = { id: number, name: login, html_url: `${SITE}/${encodeURIComponent(login)}` };
  return login.endsWith("[bot]") ? { model_type: "bot", ...common } : { model_type: "user", ...common, username: login };
}

const DEEDS: Readonly<Record<string, (event: Event) => Deed | undefined>> = {
  PushEvent: ({ payload: { head } }) => (head ? { verb: "pushed", action_object: commit(head) } : undefined),
  CreateEvent: (event) => refDeed("created", event),
  DeleteEvent: (event) => refDeed("deleted", event),
  WatchEvent: () => ({ verb: "starred" }),
  ForkEvent: ({ payload: { forkee } }) => ({ verb: "forked", ...(forkee?.full_name && { data: { fork: forkee.full_name } }) }),
  IssuesEvent: ({ repo, payload: { action, issue } }) =>
    action && issue ? { verb: action, action_object: ticket("issue", repo.id, issue) } : undefined,
  PullRequestEvent: ({ repo, payload: { action, pull_request: pull } }) =>
    action && pull
      ? {
          verb: action === "closed" && pull.merged === true ? "merged" : action,
          action_object: ticket("pull_request", repo.id, pull),
        }
      : undefined,
  IssueCommentEvent: ({ repo, payload: { issue, comment } }) =>
    issue && commented(ticket(issue.pull_request ? "pull_request" : "issue", repo.id, issue), comment),
  PullRequestReviewEvent: ({ repo, payload: { pull_request: pull } }) =>
    pull && { verb: "reviewed", action_object: ticket("pull_request", repo.id, pull) },
  PullRequestReviewCommentEvent: ({ repo, payload: { pull_request: pull, comment } }) =>
    pull && commented(ticket("pull_request", repo.id, pull), comment),
  CommitCommentEvent: ({ payload: { comment } }) =>
    comment?.commit_id ? commented(commit(comment.commit_id), comment) : undefined,
  ReleaseEvent: ({ repo, payload: { release } }) =>
    release?.tag_name ? { verb: "released", action_object: tag(repo.id, release.tag_name) } : undefined,
  PublicEvent: () => ({ verb: "published" }),
  MemberEvent: () => ({ verb: "added a member to" }),
  GollumEvent: () => ({ verb: "edited the wiki of" }),
};

const commit = (sha: string) => ({ model_type: "commit", id: sha, name: sha.slice(0, 7) });

/** A tag is what a release is made of, so that both share one stream. */
const tag = (repo: string, name: string) => ({ model_type: "release", id: shortId(repo, name), name: cut(name), tag: cut(name) });

function refDeed(verb: string, { repo, payload: { ref, ref_type } }: Event): Deed | undefined {
  if (ref_type === "repository") return { verb };
  if (!ref) return undefined;
  if (ref_type === "tag") return { verb, action_object: tag(repo.id, ref) };
  return { verb, action_object: { model_type: "branch", id: shortId(repo.id, ref), name: cut(ref), slug: cut(ref) } };
}

function ticket(model_type: string, repo: string, { number, title, state }: NonNullable<z.output<typeof numbered>>) {
  const name = cut(title ? `#${number} ${title}` : `#${number}`);
  return { model_type, id: `${repo}#${number}`, name, number, ...(state && { state }) };
}

/** The comment itself is data: what people follow is what is talked about. */
const commented = (action_object: Record<string, unknown>, comment: { id: string } | undefined): Deed => ({
  verb: "commented on",
  action_object,
  ...(comment && { data: { comment: comment.id } }),
});

const cut = (long: string): string => [...long].slice(0, NAME).join("").trim() || "?";

/** Ids have at most 255 bytes and no control characters. */
const shortId = (repo: string, name: string): string =>
  Buffer.from(`${repo}:${name.replaceAll(/\p{Cc}/gu, " ")}`)
    .subarray(0, 250)
    .toString()
    .replaceAll("\ufffd", "");
