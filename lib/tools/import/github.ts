import { createHash } from "node:crypto";
import * as z from "zod";

/** https://docs.github.com/en/rest/using-the-rest-api/github-event-types, as GH Archive keeps them */

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

interface Deed {
  readonly verb: string;
  readonly action_object?: Record<string, unknown>;
  readonly data?: Record<string, unknown>;
}

/** The body of a `POST /actions`, or why there is none; `wrong` if one was probably meant. */
export type Mapped =
  { readonly action: Record<string, unknown> } | { readonly skipped: string } | { readonly wrong: string };

const SITE = "https://github.com";
const NAME = 250;
const ID_BYTES = 250;
const HASH = 12;
/** GitHub's event numbers, padded so that ids sort as numbers do. */
const ID_DIGITS = 12;
const BEFORE_2015 =
  "is an event of before 2015: GH Archive kept those in another form, without ids, which is not read";

/** The id follows from the event, so that a repeated import is harmless. */
export function mapEvent(value: unknown): Mapped {
  const parsed = event.safeParse(value);
  if (!parsed.success)
    return isBefore2015(value) ? { wrong: BEFORE_2015 } : { skipped: "not an event of the timeline" };
  const { id: eventId, type, actor, repo, created_at } = parsed.data;
  const deed = Object.hasOwn(DEEDS, type) ? DEEDS[type]?.(parsed.data) : undefined;
  if (deed === undefined) return { skipped: `${type} says nothing that can be an action` };
  return {
    action: {
      id: `gh-${eventId.padStart(ID_DIGITS, "0")}`,
      actor: person(actor),
      ...deed,
      target: { model_type: "repository", id: repo.id, name: repo.name, html_url: `${SITE}/${repo.name}` },
      timestamp: created_at,
    },
  };
}

const isBefore2015 = (value: unknown): boolean =>
  z.object({ type: z.string(), actor: z.string(), created_at: z.string() }).safeParse(value).success;

function person({ id: number, login }: Event["actor"]): Record<string, unknown> {
  const common = { id: number, name: login, html_url: `${SITE}/${encodeURIComponent(login)}` };
  return login.endsWith("[bot]")
    ? { model_type: "bot", ...common }
    : { model_type: "user", ...common, username: login };
}

const DEEDS: Readonly<Record<string, (event: Event) => Deed | undefined>> = {
  PushEvent: ({ payload: { head } }) => (head ? { verb: "pushed", action_object: commit(head) } : undefined),
  CreateEvent: (event) => refDeed("created", event),
  DeleteEvent: (event) => refDeed("deleted", event),
  WatchEvent: () => ({ verb: "starred" }),
  ForkEvent: ({ payload: { forkee } }) => ({
    verb: "forked",
    ...(forkee?.full_name && { data: { fork: forkee.full_name } }),
  }),
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

/** The entity of a release is its tag, so that both share one stream. */
const tag = (repo: string, name: string) => ({
  model_type: "release",
  id: shortId(repo, name),
  name: cut(name),
  tag: cut(name),
});

function refDeed(verb: string, { repo, payload: { ref, ref_type } }: Event): Deed | undefined {
  if (ref_type === "repository") return { verb };
  if (!ref) return undefined;
  if (ref_type === "tag") return { verb, action_object: tag(repo.id, ref) };
  return {
    verb,
    action_object: { model_type: "branch", id: shortId(repo.id, ref), name: cut(ref), slug: cut(ref) },
  };
}

function ticket(
  model_type: string,
  repo: string,
  { number, title, state }: NonNullable<z.output<typeof numbered>>,
) {
  const name = cut(title ? `#${number} ${title}` : `#${number}`);
  return { model_type, id: `${repo}#${number}`, name, number, ...(state && { state }) };
}

/** The comment itself is in `data`: people follow what it is about. */
const commented = (action_object: Record<string, unknown>, comment: { id: string } | undefined): Deed => ({
  verb: "commented on",
  action_object,
  ...(comment && { data: { comment: comment.id } }),
});

/** Shortened names keep a hash, so that they stay different. */
function cut(long: string): string {
  const characters = [...long.trim()];
  if (characters.length <= NAME) return long.trim() || "?";
  return `${characters.slice(0, NAME - HASH - 1).join("")}…${hashOf(long)}`;
}

/** Ids have at most 255 bytes and no control characters; a changed one keeps a hash of the original. */
function shortId(repo: string, name: string): string {
  const [whole, clean] = [`${repo}:${name}`, `${repo}:${name.replaceAll(/\p{Cc}/gu, " ")}`];
  const bytes = Buffer.from(clean);
  if (clean === whole && bytes.length <= ID_BYTES) return clean;
  const kept = new TextDecoder().decode(bytes.subarray(0, ID_BYTES - HASH - 1)).replace(/\ufffd+$/u, "");
  return `${kept}~${hashOf(whole)}`;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, HASH);
