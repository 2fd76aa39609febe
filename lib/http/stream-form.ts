import type { Entry, PresentedAction } from "../domain/action.ts";
import { ownFeedOf } from "../domain/caller.ts";
import { type EntityRef, type EntitySnapshot, displayName, entityKey, snapshot } from "../domain/entity.ts";
import { splitPosition } from "../domain/position.ts";
import { renderAs2Collection } from "../forms/as2.ts";
import { COLLECTION, FORMS, type FormName } from "../forms/negotiate.ts";
import { type StreamName, webPage } from "../forms/page.ts";
import { RENDERERS } from "../forms/renderers.ts";
import { getEntities } from "../store/entities/entities.ts";
import type { Answer } from "./answer.ts";
import { withQuery } from "./links.ts";
import { type Listing, listPage, listQuery, pageQuery } from "./list.ts";
import { presentEntity } from "./present.ts";
import type { Request } from "./route.ts";

type StreamRequest = Request<{ limit?: number | undefined; cursor?: string | undefined }>;

export async function answerForm(
  request: StreamRequest,
  listing: Listing<Entry, PresentedAction>,
  form: FormName,
): Promise<Answer> {
  const show = async (entries: readonly Entry[]) => {
    const actions = await listing.show(entries);
    return actions.map((action, index) => ({
      ...action,
      url: request.links.action(action.id),
      updated: latest(entries[index] as Entry),
    }));
  };
  const [{ next, prev, results }, { address, ...stream }] = await Promise.all([
    listPage(request, { ...listing, show }, form),
    nameOf(request),
  ]);
  const { cursor } = request.query;
  const page = {
    ...stream,
    id: withQuery(address, pageQuery(request, form, cursor)),
    self: request.links.self(pageQuery(request, undefined, cursor)),
    next,
    prev,
    actions: results,
  };
  return { status: 200, text: { type: FORMS[form], content: RENDERERS[form](page) } };
}

export async function answerCollection(request: StreamRequest): Promise<Answer> {
  const stream = await nameOf(request);
  return { status: 200, text: { type: FORMS.as2, content: renderAs2Collection(stream) } };
}

/** An action's timestamp may be in the future: it was updated no earlier. */
const latest = ({ position, body: { updated = "" } }: Entry): string => {
  const { timestamp } = splitPosition(position);
  return updated > timestamp ? updated : timestamp;
};

/** A stream's id for everybody: `/feed` differs by reader. */
async function nameOf(request: Request): Promise<StreamName & { readonly address: string }> {
  const owner = await ownerOf(request);
  const filters = listQuery(request);
  const own = request.links.self(new URLSearchParams());
  const address = request.route === "get-own-feed" && owner ? `${request.links.entity(owner)}/feed` : own;
  const inForm = (format: string) =>
    withQuery(address, new URLSearchParams([...filters, ["format", format]]));
  const words = [...filters].map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`);
  return {
    title: `${subjectOf(request, owner)}${words.length === 0 ? "" : ` (${words.join(", ")})`}`,
    address,
    stream: withQuery(address, filters),
    collection: inForm(COLLECTION),
    first: inForm("as2"),
    home: owner && webPage(presentEntity(request.links, owner, owner)),
    service: `${request.links.base}/`,
  };
}

function subjectOf({ route, params }: Request, owner: EntitySnapshot | undefined): string {
  if (owner !== undefined) return `${route.endsWith("feed") ? "Feed" : "Activity"} of ${displayName(owner)}`;
  return params["collection"] === undefined ? "Public activity" : `Activity of ${params["collection"]}`;
}

/** Whose stream it is, with their present name; none for a public stream. */
async function ownerOf(request: Request): Promise<EntitySnapshot | undefined> {
  const ref = ownRef(request);
  if (ref === undefined) return undefined;
  const entities = await getEntities(request.table, [ref], false);
  return snapshot(ref, entities.get(entityKey(ref))?.attributes ?? {});
}

function ownRef(request: Request): EntityRef | undefined {
  if (request.route === "get-own-feed") return ownFeedOf(request.caller);
  return request.params["id"] === undefined ? undefined : request.entity;
}
