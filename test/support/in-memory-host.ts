import type { Address } from "../../src/reconcile/address.ts";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import type {
  Files,
  Host,
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
import { findComment, findRepository } from "../../src/sandbox/github/model/lookup.ts";
import { openIssue } from "../../src/sandbox/github/model/open-issue.ts";
import { pinComment } from "../../src/sandbox/github/model/pin-comment.ts";
import { postComment } from "../../src/sandbox/github/model/post-comment.ts";
import { react } from "../../src/sandbox/github/model/react.ts";
import { readText } from "../../src/sandbox/github/model/read-files.ts";
import { readPermission } from "../../src/sandbox/github/model/read-permission.ts";
import type { Actor, Repository } from "../../src/sandbox/github/model/records.ts";
import { createLabel, listLabels } from "../../src/sandbox/github/model/repository-labels.ts";
import { updateIssue } from "../../src/sandbox/github/model/update-issue.ts";
import type { World as Model } from "../../src/sandbox/github/model/world.ts";
import { toComment, toGesture, toIssue, toPermission } from "./host-shapes.ts";
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
      unlessAbsent(() => findComment(model, at(address).repository, id).comment.revisions.at(-1))
        ?.editor.login,

    readRevisions: async (address, comment) => {
      const found = unlessAbsent(() => findComment(model, at(address).repository, comment.id));
      const revisions = [...(found?.comment.revisions ?? [])].reverse().slice(0, 25);
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

    openIssue: async (address, issue) =>
      sorted(() => toIssue(openIssue(model, actor, at(address).repository, issue))),

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

function placeIn(model: Model, { repository, issue }: Address) {
  return { repository: sorted(() => findRepository(model, repository)), number: issue };
}

function againIfAbsent<T>(act: () => T): T {
  try {
    return sorted(act);
  } catch (failure) {
    if (!(failure instanceof Stop && failure.reason === "gone")) throw failure;
    throw new Again("the comment to write to is not there");
  }
}
