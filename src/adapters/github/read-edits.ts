import { z } from "zod";
import type { Address } from "../../reconcile/address.ts";
import { Again, Stop } from "../../reconcile/failure.ts";
import type { Comment, Issue, Revision } from "../../reconcile/ports.ts";
import { instant } from "./answers.ts";
import type { Wire } from "./wire.ts";

// REST does not tell who edited a comment or an issue's own text, nor what it said before.

/**
 * Who edited the comment, or the issue's own text, last; undefined when nobody did, who did has
 * left, or the host does not tell.
 */
export async function readEditor(
  wire: Wire,
  address: Address,
  { nodeId: id }: Pick<Comment | Issue, "nodeId">,
): Promise<string | undefined> {
  const query = `query ($id: ID!) {
    node(id: $id) {
      ... on IssueComment { editor { __typename login } }
      ... on Issue { editor { __typename login } }
    }
  }`;
  const node = await ask(wire, address, { query, id });
  return loginOf(node?.editor);
}

/** Earlier bodies of a comment, newest first; empty where the host does not tell. */
export async function readRevisions(
  wire: Wire,
  address: Address,
  comment: Comment,
): Promise<readonly Revision[]> {
  const query = `query ($id: ID!) {
    node(id: $id) { ... on IssueComment {
      userContentEdits(first: 25) { nodes { editedAt deletedAt diff editor { __typename login } } }
    } }
  }`;
  const node = await ask(wire, address, { query, id: comment.nodeId });
  const edits = (node?.userContentEdits?.nodes ?? []).flatMap(toRevision);
  const [newest, ...older] = edits.sort(newestFirst);
  if (newest === undefined) return [];
  return newest.body === comment.body ? older : [newest, ...older];
}

// Edits of one second stay as the host lists them: newest first.
function newestFirst(a: Revision, b: Revision): number {
  return Date.parse(b.editedAt) - Date.parse(a.editedAt);
}

const actor = z.object({ __typename: z.string(), login: z.string() }).nullish();

const nodeAnswer = z.object({
  editor: actor,
  userContentEdits: z
    .object({
      nodes: z.array(
        z
          .object({
            editedAt: instant,
            deletedAt: z.string().nullish(),
            diff: z.string().nullish(),
            editor: actor,
          })
          .nullable(),
      ),
    })
    .nullish(),
});

const graphqlAnswer = z.object({
  data: z.object({ node: nodeAnswer.nullish() }).nullish(),
  errors: z.array(z.object({ type: z.string().nullish() })).optional(),
});

type EditNode = z.infer<typeof nodeAnswer>;

async function ask(
  wire: Wire,
  { installation }: Address,
  { query, id }: { query: string; id: string },
): Promise<EditNode | undefined> {
  try {
    const { data } = await wire.inInstallation(installation, {
      route: "POST /graphql",
      parameters: { query, variables: { id } },
      answer: graphqlAnswer,
      pace: "read",
      mayBeAbsent: true,
    });
    if (data.errors?.some(({ type }) => type === "RATE_LIMITED")) {
      throw new Again("GitHub: the GraphQL budget of this hour is used up", { afterMs: 60_000 });
    }
    return data.data?.node ?? undefined;
  } catch (failure) {
    if (failure instanceof Stop) return undefined;
    throw failure;
  }
}

// `diff` holds the whole body of that revision, whatever its name says.
function toRevision(edit: NonNullable<EditNode["userContentEdits"]>["nodes"][number]): Revision[] {
  if (edit === null || edit.deletedAt || typeof edit.diff !== "string") return [];
  const by = loginOf(edit.editor);
  return [{ body: edit.diff, editedAt: edit.editedAt, ...(by === undefined ? {} : { by }) }];
}

// GraphQL leaves out the suffix by which REST names a bot.
function loginOf(who: z.infer<typeof actor>): string | undefined {
  if (who === null || who === undefined) return undefined;
  const bare = who.__typename === "Bot" && !who.login.endsWith("[bot]");
  return bare ? `${who.login}[bot]` : who.login;
}
