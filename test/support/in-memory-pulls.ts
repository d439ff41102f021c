import type { HistoryReader, Place } from "../../src/reconcile/repository-port.ts";
import {
  listPullFiles,
  listPulls,
  listPullsOfCommit,
  readPull,
} from "../../src/sandbox/github/model/pulls/list-pulls.ts";
import { toChangedFile, toPull } from "./history-shapes.ts";
import { type InMemoryHistoryOptions, repositoryAt } from "./in-memory-code.ts";
import { unlessAbsent, unlessRefused } from "./sorted-refusals.ts";

type PullReader = Pick<
  HistoryReader,
  "readPull" | "readPullFiles" | "pullsOfCommit" | "pullsOfBranch" | "listClosedPulls"
>;

/** Pull requests of the model. */
export function inMemoryPulls({ model, actor }: InMemoryHistoryOptions): PullReader {
  const at = (place: Place) => repositoryAt(model, place);
  return {
    readPull: async (place, number) =>
      unlessAbsent(() => toPull(readPull(model, actor, { repository: at(place), number }))),

    readPullFiles: async (place, number) =>
      unlessAbsent(() => {
        const list = listPullFiles(model, actor, { repository: at(place), number });
        return list.page(0, 100).map(toChangedFile);
      }) ?? [],

    pullsOfCommit: async (place, sha) => {
      const found = unlessRefused([404, 409, 422], () => {
        const list = listPullsOfCommit(model, actor, at(place), sha);
        return list.page(0, 100).map(toPull);
      });
      const pulls = /^[0-9a-f]{40}$/i.test(sha) ? (found ?? []) : [];
      return pulls.filter(({ merged, base, defaultBranch }) => merged && base === defaultBranch);
    },

    pullsOfBranch: async (place, branch) =>
      unlessAbsent(() => {
        const repository = at(place);
        const filter = { state: "all", head: `${repository.owner.login}:${branch}` };
        const pulls = listPulls(model, actor, repository, filter).page(0, 100).map(toPull);
        return pulls.filter(({ head }) => head.branch === branch);
      }) ?? [],

    listClosedPulls: async (place, count) =>
      unlessAbsent(() => {
        const filter = { state: "closed", sort: "updated", direction: "desc" };
        const list = listPulls(model, actor, at(place), filter);
        return list.page(0, Math.min(count, 100)).map(toPull);
      }) ?? [],
  };
}
