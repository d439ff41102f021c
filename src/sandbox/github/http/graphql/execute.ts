import { accountOf } from "../../model/access.ts";
import { minimizeComment } from "../../model/minimize-comment.ts";
import { pinComment, unpinComment } from "../../model/pin-comment.ts";
import { pinIssue } from "../../model/pin-issue.ts";
import { setDraft } from "../../model/pulls/update-pull.ts";
import type { Actor } from "../../model/records.ts";
import { Refusal } from "../../model/refusal.ts";
import type { World } from "../../model/world.ts";
import { isObject } from "../fields.ts";
import {
  commentAt,
  commentNode,
  type GraphNode,
  issueAt,
  issueNode,
  nodeOf,
  pullAt,
  pullNode,
} from "./nodes.ts";
import { type Field, parse, type Selection } from "./parse.ts";

interface GraphError {
  type?: string;
  path?: string[];
  message: string;
}

type Resolver = (world: World, actor: Actor, args: Record<string, unknown>) => GraphNode | null;

const queries: Record<string, Resolver> = {
  node: (world, actor, args) => {
    const found = nodeOf(world, actor, String(args.id));
    if (!found) throw unresolved(String(args.id));
    return found;
  },
  viewer: (world, actor) => ({
    __typename: "User",
    login: accountOf(world, actor).login,
  }),
};

const mutations: Record<string, Resolver> = {
  pinIssue: (world, actor, args) => changeIssuePin(world, actor, args, true),
  unpinIssue: (world, actor, args) => changeIssuePin(world, actor, args, false),
  pinIssueComment: (world, actor, args) => changeCommentPin(world, actor, args, true),
  unpinIssueComment: (world, actor, args) => changeCommentPin(world, actor, args, false),
  minimizeComment: minimize,
  markPullRequestReadyForReview: (world, actor, args) => changeDraft(world, actor, args, false),
  convertPullRequestToDraft: (world, actor, args) => changeDraft(world, actor, args, true),
};

/** Answers a GraphQL request; mistakes become `errors` beside HTTP 200, as on GitHub. */
export function execute(
  world: World,
  actor: Actor,
  source: string,
  variables: Record<string, unknown>,
): { data?: Record<string, unknown>; errors?: GraphError[] } {
  try {
    const operation = parse(source, variables);
    const resolvers = operation.kind === "query" ? queries : mutations;
    return run(world, actor, resolvers, operation.selections);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { errors: [{ message: error.message }] };
  }
}

function run(
  world: World,
  actor: Actor,
  resolvers: Record<string, Resolver>,
  selections: readonly Selection[],
) {
  const data: Record<string, unknown> = {};
  const errors: GraphError[] = [];
  for (const field of selections) {
    if ("on" in field) throw new Error("Fragments at the root are not served here.");
    const resolver = resolvers[field.name];
    if (!resolver) throw new Error(`Field '${field.name}' doesn't exist on the root type`);
    try {
      data[field.alias] = project(resolver(world, actor, field.args), field.selections);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      data[field.alias] = null;
      errors.push({ type: errorType(error), path: [field.alias], message: error.message });
    }
  }
  return errors.length > 0 ? { data, errors } : { data };
}

/** Picks the asked fields; asking for one that does not exist fails the whole request. */
function project(node: unknown, selections: readonly Selection[]): unknown {
  if (Array.isArray(node)) return node.map((one: unknown) => project(one, selections));
  if (!isNode(node)) return node;
  const picked: Record<string, unknown> = {};
  for (const selection of selections) {
    if (!("on" in selection)) picked[selection.alias] = read(node, selection);
    else if (isKind(node, selection.on)) Object.assign(picked, project(node, selection.selections));
  }
  return picked;
}

function read(node: GraphNode, field: Field): unknown {
  if (!(field.name in node)) {
    throw new Error(`Field '${field.name}' doesn't exist on type '${node.__typename}'`);
  }
  const value = node[field.name];
  return project(typeof value === "function" ? value(field.args) : value, field.selections);
}

function isNode(value: unknown): value is GraphNode {
  return isObject(value) && typeof value.__typename === "string";
}

/** Interfaces that the served types implement. */
function isKind(node: GraphNode, on: string): boolean {
  const interfaces = ["Node", "Comment", "Minimizable", "Actor", "UniformResourceLocatable"];
  return node.__typename === on || interfaces.includes(on);
}

function changeIssuePin(
  world: World,
  actor: Actor,
  args: Record<string, unknown>,
  pinned: boolean,
): GraphNode {
  const id = inputText(args, "issueId");
  const found = issueAt(world, id);
  if (!found) throw unresolved(id);
  pinIssue(world, actor, { repository: found.repository, number: found.issue.number }, pinned);
  const issue = issueNode(world, found.repository, found.issue);
  return { __typename: "PinIssuePayload", issue, clientMutationId: null };
}

function changeCommentPin(
  world: World,
  actor: Actor,
  args: Record<string, unknown>,
  pinned: boolean,
): GraphNode {
  const id = inputText(args, "issueCommentId");
  const found = commentAt(world, id);
  if (!found) throw unresolved(id);
  const at = { repository: found.repository, id: found.comment.id };
  if (pinned) pinComment(world, actor, at);
  else unpinComment(world, actor, at);
  const issueComment = commentNode(world, found);
  return { __typename: "PinIssueCommentPayload", issueComment, clientMutationId: null };
}

function minimize(world: World, actor: Actor, args: Record<string, unknown>): GraphNode {
  const id = inputText(args, "subjectId");
  const found = commentAt(world, id);
  if (!found) throw unresolved(id);
  minimizeComment(world, actor, found.comment.id, inputText(args, "classifier"));
  const minimizedComment = commentNode(world, found);
  return { __typename: "MinimizeCommentPayload", minimizedComment, clientMutationId: null };
}

function changeDraft(
  world: World,
  actor: Actor,
  args: Record<string, unknown>,
  draft: boolean,
): GraphNode {
  const id = inputText(args, "pullRequestId");
  const found = pullAt(world, id);
  if (!found) throw unresolved(id);
  setDraft(world, actor, { repository: found.repository, number: found.issue.number }, draft);
  const pullRequest = pullNode(world, found);
  return { __typename: "DraftPayload", pullRequest, clientMutationId: null };
}

function inputText(args: Record<string, unknown>, name: string): string {
  const input = args.input;
  const value = isObject(input) ? input[name] : undefined;
  if (typeof value === "string") return value;
  throw new Error(`Argument 'input' has no '${name}', which must be a string.`);
}

function unresolved(id: string): Refusal {
  return new Refusal(404, `Could not resolve to a node with the global id of '${id}'`);
}

function errorType(refusal: Refusal): string {
  if (refusal.status === 404) return "NOT_FOUND";
  return refusal.status === 403 ? "FORBIDDEN" : "UNPROCESSABLE";
}
