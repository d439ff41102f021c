import type { Address } from "../../src/reconcile/address.ts";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import type {
  Files,
  Host,
  Issue,
  People,
  SetupReader,
  ThreadReader,
  ThreadWriter,
} from "../../src/reconcile/ports.ts";
import { addAssignees, removeAssignees } from "../../src/sandbox/github/model/assign-issue.ts";
import { listCommits } from "../../src/sandbox/github/model/code/list-commits.ts";
import { editComment } from "../../src/sandbox/github/model/edit-comment.ts";
import { addLabels, removeLabel } from "../../src/sandbox/github/model/label-issue.ts";
import { listComments, readComment } from "../../src/sandbox/github/model/list-comments.ts";
import { listEvents, listIssues, readIssue } from "../../src/sandbox/github/model/list-issues.ts";
import { findComment, findIssue, findRepository } from "../../src/sandbox/github/model/lookup.ts";
import { type NewIssue, openIssue } from "../../src/sandbox/github/model/open-issue.ts";
import { pinComment } from "../../src/sandbox/github/model/pin-comment.ts";
import { postComment } from "../../src/sandbox/github/model/post-comment.ts";
import { react } from "../../src/sandbox/github/model/react.ts";
import { readText } from "../../src/sandbox/github/model/read-files.ts";
import { readPermission } from "../../src/sandbox/github/model/read-permission.ts";
import type { Actor, Repository, Revision } from "../../src/sandbox/github/model/records.ts";
import { Refusal } from "../../src/sandbox/github/model/refusal.ts";
import { createLabel, listLabels } from "../../src/sandbox/github/model/repository-labels.ts";
import { updateIssue } from "../../src/sandbox/github/model/update-issue.ts";
import type { World as Model } from "../../src/sandbox/github/model/world.ts";
import { toComment, toGesture, toIssue, toPermission } from "./host-shapes.ts";
import { repositoryAt } from "./in-memory-code.ts";
import { inMemoryFollowUps } from "./in-memory-follow-ups.ts";
import { inMemoryHistory } from "./in-memory-history.ts";
import { sorted, unlessAbsent } from "./sorted-refusals.ts";

export interface InMemoryHostOptions {
  readonly model: Model;
  /** The installation that acts. */
  readonly actor: Actor;
  /** Milliseconds for which lists do not show a new comment yet. */
  readonly lag?: () => number;
}

/** The loop's host straight on the sandbox's model of GitHub: no HTTP, no waiting. */
export function inMemoryHost(options: InMemoryHostOptions): Host {
  return {
    ...threadReader(options),
    ...threadWriter(options),
    ...peopleAndFiles(options),
    ...inMemoryHistory(options),
    ...inMemoryFollowUps(options),
  };
}

const pageSize = 100;

function threadReader({ model, actor, lag = () => 0 }: InMemoryHostOptions): ThreadReader {
  const at = (address: Address) => placeIn(model, address);
  return {
    readIssue: async (address) => sorted(() => toIssue(readIssue(model, actor, at(address)))),

    readComments: async (address, since) =>
      sorted(() => {
        const list = listComments(model, actor, at(address), { since, lag: lag() });
        return list.page(0, list.total).map(toComment);
      }),

    readComment: async (address, id) =>
      unlessAbsent(() => toComment(readComment(model, actor, { ...at(address), id }))),

    readGestures: async (address, fromPage) =>
      sorted(() => {
        const list = listEvents(model, actor, at(address));
        const events = list.page((Math.max(1, fromPage) - 1) * pageSize, list.total);
        const page = Math.max(1, Math.ceil(list.total / pageSize));
        return { gestures: events.flatMap(toGesture), page };
      }),

    readEditor: async (address, { id }) =>
      revisionsOf(model, () => findComment(model, at(address).repository, id).comment).at(-1)
        ?.editor.login,

    readIssueEditor: async (address, { number }) =>
      revisionsOf(model, () => findIssue(at(address).repository, number)).at(-1)?.editor.login,

    readRevisions: async (address, comment) => {
      const { repository } = at(address);
      const all = revisionsOf(model, () => findComment(model, repository, comment.id).comment);
      const revisions = [...all].reverse().slice(0, 25);
      const newest = revisions[0]?.body === comment.body ? 1 : 0;
      return revisions.slice(newest).map(({ body, editedAt, editor }) => ({
        body,
        editedAt,
        by: editor.login,
      }));
    },

    listIssues: async (address, { label, state, since }) =>
      sorted(() => {
        const labels = label === undefined ? [] : [label];
        const list = listIssues(model, actor, at(address).repository, { labels, state, since });
        const issues = list.page(0, list.total).map(toIssue);
        return issues.filter(({ isPullRequest }) => !isPullRequest).slice(0, 100);
      }),
  };
}

function threadWriter({ model, actor }: InMemoryHostOptions): ThreadWriter {
  const at = (address: Address) => placeIn(model, address);
  return {
    createComment: async (address, body) =>
      sorted(() => toComment(postComment(model, actor, at(address), body))),

    editComment: async (address, id, body) =>
      againIfAbsent(() => toComment(editComment(model, actor, { ...at(address), id }, body))),

    editIssue: async (address, change) =>
      sorted(() => toIssue(updateIssue(model, actor, at(address), change))),

    openIssue: async (address, issue) => openWithWhomItCan({ model, actor }, address, issue),

    ensureLabel: async (address, label) => {
      const { repository } = at(address);
      if (repository.labels.has(label.name.toLowerCase())) return;
      sorted(() => createLabel(model, actor, repository, label));
    },

    addLabels: async (address, labels) => {
      if (labels.length > 0) sorted(() => addLabels(model, actor, at(address), labels));
    },

    removeLabel: async (address, label) => {
      unlessAbsent(() => removeLabel(model, actor, at(address), label));
    },

    assign: async (address, logins) =>
      sorted(() => toIssue(addAssignees(model, actor, at(address), logins)).assignees),

    unassign: async (address, logins) =>
      sorted(() => toIssue(removeAssignees(model, actor, at(address), logins)).assignees),

    react: async (address, commentId) => {
      const comment = { ...at(address), id: commentId };
      againIfAbsent(() => react(model, actor, comment, "rocket"));
    },

    pin: async (address, commentId) => {
      try {
        sorted(() => pinComment(model, actor, { ...at(address), id: commentId }));
      } catch (failure) {
        if (!(failure instanceof Stop)) throw failure;
        throw new Stop("unsupported", failure.message);
      }
    },
  };
}

function peopleAndFiles({ model, actor }: InMemoryHostOptions): People & Files & SetupReader {
  const at = (address: Address) => placeIn(model, address);
  const textOf = (repository: Repository, path: string, ref?: string) =>
    unlessAbsent(() => readText(model, actor, { repository, path, ref }));
  const historyOf = (repository: Repository, wanted: { path: string; count: number }) => {
    const { path, count } = wanted;
    const commits = unlessAbsent(() => listCommits(model, actor, repository, { path }));
    const shas = (commits?.page(0, count) ?? []).map(({ sha }) => sha);
    return shas.flatMap((sha) => textOf(repository, path, sha) ?? []);
  };
  return {
    permissionOf: async (address, login) =>
      unlessAbsent(() => toPermission(readPermission(model, actor, at(address).repository, login))),

    readFile: async (address, path) => textOf(at(address).repository, path),

    readOwnersFile: async (address, path) => {
      const owner = at(address).repository.owner.login;
      const shared = unlessAbsent(() => findRepository(model, `${owner}/.github`));
      return shared === undefined ? undefined : textOf(shared, path);
    },

    readHistory: async (address, path, count) => historyOf(at(address).repository, { path, count }),

    readOwnersHistory: async (address, path, count) => {
      const owner = at(address).repository.owner.login;
      const shared = unlessAbsent(() => findRepository(model, `${owner}/.github`));
      return shared === undefined ? [] : historyOf(shared, { path, count });
    },

    readLabels: async (address) =>
      sorted(() => listLabels(model, actor, at(address).repository).map(({ name }) => name)),

    readPermissions: async ({ installation }) => {
      const granted = model.installations.get(installation)?.permissions;
      return granted === undefined ? undefined : new Map(Object.entries(granted));
    },
  };
}

// Only GraphQL tells of edits.
function revisionsOf(
  model: Model,
  find: () => { readonly revisions: readonly Revision[] },
): readonly Revision[] {
  return model.graphql ? (unlessAbsent(find)?.revisions ?? []) : [];
}

function openWithWhomItCan(
  { model, actor }: InMemoryHostOptions,
  address: Address,
  { assignees = [], ...issue }: Parameters<ThreadWriter["openIssue"]>[1],
): Issue {
  const { repository } = placeIn(model, address);
  const open = (input: NewIssue) => sorted(() => openIssue(model, actor, repository, input));
  if (assignees.length === 0) return toIssue(open(issue));
  try {
    return toIssue(openIssue(model, actor, repository, { ...issue, assignees }));
  } catch (refusal) {
    if (!blamesAssignees(refusal)) return sorted(() => rethrow(refusal));
    const { number } = open(issue);
    return toIssue(addAssignees(model, actor, { repository, number }, assignees));
  }
}

function blamesAssignees(refusal: unknown): boolean {
  return refusal instanceof Refusal && refusal.errors?.[0]?.field === "assignees";
}

function rethrow(error: unknown): never {
  throw error;
}

function placeIn(model: Model, address: Address) {
  return { repository: sorted(() => repositoryAt(model, address)), number: address.issue };
}

function againIfAbsent<T>(act: () => T): T {
  try {
    return sorted(act);
  } catch (failure) {
    if (!(failure instanceof Stop && failure.reason === "gone")) throw failure;
    throw new Again("the comment to write to is not there");
  }
}
