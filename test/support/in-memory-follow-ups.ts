import { Stop } from "../../src/reconcile/failure.ts";
import type { FollowUps } from "../../src/reconcile/follow-up-port.ts";
import { listIssues } from "../../src/sandbox/github/model/list-issues.ts";
import { listRepositoryComments } from "../../src/sandbox/github/model/list-repository-comments.ts";
import type { Actor } from "../../src/sandbox/github/model/records.ts";
import { addSubIssue } from "../../src/sandbox/github/model/sub-issues.ts";
import type { World as Model } from "../../src/sandbox/github/model/world.ts";
import { toCommentOfIssue, toIssue } from "./host-shapes.ts";
import { repositoryAt } from "./in-memory-code.ts";
import { refusedWith, sorted } from "./sorted-refusals.ts";

interface FollowUpOptions {
  readonly model: Model;
  readonly actor: Actor;
  readonly lag?: () => number;
}

/** Postmortems, comments all over a repository, and sub-issues of the model. */
export function inMemoryFollowUps({ model, actor, lag = () => 0 }: FollowUpOptions): FollowUps {
  return {
    listLabeled: async (address, { label, createdSince, most }) =>
      sorted(() => {
        const filter = { labels: [label], state: "all" };
        const list = listIssues(model, actor, repositoryAt(model, address), filter);
        const from =
          createdSince === undefined ? Number.NEGATIVE_INFINITY : Date.parse(createdSince);
        return list
          .page(0, list.total)
          .map(toIssue)
          .filter((issue) => !issue.isPullRequest && Date.parse(issue.createdAt) >= from)
          .slice(0, most);
      }),

    listCommentsSince: async (address, since) =>
      sorted(() => {
        const filter = { since, lag: lag(), sort: "updated", direction: "asc" };
        const list = listRepositoryComments(model, actor, repositoryAt(model, address), filter);
        return list.page(0, list.total).map(toCommentOfIssue);
      }),

    addSubIssue: async (parent, { id }) => {
      const at = () => ({ repository: repositoryAt(model, parent), number: parent.issue });
      try {
        addSubIssue(model, actor, at(), { id });
      } catch (refusal) {
        if (refusedWith(refusal, 422, /duplicate sub-issues/)) return;
        const unsupported = [404, 422].some((status) => refusedWith(refusal, status, /./));
        if (unsupported) throw new Stop("unsupported", (refusal as Error).message);
        sorted(() => {
          throw refusal;
        });
      }
    },
  };
}
