import { z } from "zod";
import type { Issue } from "../../reconcile/ports.ts";
import { issueAnswer } from "./answers.ts";
import type { Place } from "./call.ts";
import { readPages } from "./pages.ts";
import type { Wire } from "./wire.ts";

export interface IssueFilter {
  readonly label?: string;
  readonly state: "open" | "closed" | "all";
  readonly since?: string;
}

/** Issues of the repository, newest first, at most 100; pull requests are left out. */
export async function listIssues(
  wire: Wire,
  place: Place,
  filter: IssueFilter,
): Promise<readonly Issue[]> {
  const { rows } = await readPages((page) => issuePage(wire, place, { ...filter, page }), {
    until: (read) => withoutPullRequests(read).length >= 100,
  });
  return withoutPullRequests(rows).slice(0, 100);
}

/** The same of one label, in any state, further back than a hundred; see the port. */
export async function listLabeled(
  wire: Wire,
  place: Place,
  { label, createdSince, most }: { label: string; createdSince?: string; most: number },
): Promise<readonly Issue[]> {
  const from = createdSince === undefined ? Number.NEGATIVE_INFINITY : Date.parse(createdSince);
  const isOlder = (issue: Issue) => Date.parse(issue.createdAt) < from;
  const { rows } = await readPages(
    (page) => issuePage(wire, place, { label, state: "all", page }),
    {
      until: (read) => withoutPullRequests(read).length >= most || read.some(isOlder),
    },
  );
  return withoutPullRequests(rows)
    .filter((issue) => !isOlder(issue))
    .slice(0, most);
}

/** One page of a repository's issues, a hundred at a time, as GitHub lists them. */
export function issuePage(wire: Wire, place: Place, filter: IssueFilter & { page: number }) {
  return wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/issues",
    parameters: {
      state: filter.state,
      sort: "created",
      direction: "desc",
      per_page: 100,
      page: filter.page,
      ...(filter.label === undefined ? {} : { labels: filter.label }),
      ...(filter.since === undefined ? {} : { since: filter.since }),
    },
    answer: z.array(issueAnswer),
    conditional: true,
  });
}

function withoutPullRequests(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter((issue) => !issue.isPullRequest);
}
