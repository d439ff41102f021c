import { z } from "zod";
import type {
  Directory,
  InstallationEntry,
  ListedIssue,
  RepositoryEntry,
  RepositoryPlace,
} from "../../reconcile/directory-port.ts";
import type { Issue } from "../../reconcile/ports.ts";
import { readFailedDeliveries } from "./failed-deliveries.ts";
import { issuePage } from "./list-issues.ts";
import { asApp } from "./octokit.ts";
import { readPages } from "./pages.ts";
import type { Wire } from "./wire.ts";

/** Everything the App can see, for the resync. */
export function appDirectory(wire: Wire): Directory {
  return {
    listInstallations: () => listInstallations(wire),
    listRepositories: (installation) => listRepositories(wire, installation),
    listIncidentIssues: (repository, filter) => listIncidentIssues(wire, repository, filter),
    failedDeliveries: (since) => readFailedDeliveries(wire, since),
  };
}

const installationRow = z.object({
  id: z.number(),
  account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullable(),
  suspended_at: z.string().nullish(),
});

async function listInstallations(wire: Wire): Promise<readonly InstallationEntry[]> {
  const { rows } = await readPages((page) =>
    wire.inInstallation(asApp, {
      route: "GET /app/installations",
      parameters: { per_page: 100, page },
      answer: z.array(installationRow),
    }),
  );
  return rows
    .filter((row) => !row.suspended_at)
    .map((row) => ({
      installation: row.id,
      account: row.account?.login ?? row.account?.slug ?? "",
    }));
}

const repositoryRow = z.object({
  id: z.number(),
  full_name: z.string(),
  archived: z.boolean().default(false),
  has_issues: z.boolean().default(true),
});

async function listRepositories(
  wire: Wire,
  installation: number,
): Promise<readonly RepositoryEntry[]> {
  const { rows } = await readPages(async (page) => {
    const { data, link } = await wire.inInstallation(installation, {
      route: "GET /installation/repositories",
      parameters: { per_page: 100, page },
      answer: z.object({ repositories: z.array(repositoryRow) }),
      conditional: true,
    });
    return { data: data.repositories, link };
  });
  return rows.map((row) => ({
    installation,
    repository: row.id,
    name: row.full_name,
    archived: row.archived,
    hasIssues: row.has_issues,
  }));
}

async function listIncidentIssues(
  wire: Wire,
  place: RepositoryPlace,
  filter: { label?: string; since?: string },
): Promise<readonly ListedIssue[]> {
  const { rows } = await readPages((page) =>
    issuePage(wire, place, { ...filter, state: "all", page }),
  );
  return rows.filter((issue) => !issue.isPullRequest).map((issue) => listed(wire, place, issue));
}

function listed(wire: Wire, place: RepositoryPlace, issue: Issue): ListedIssue {
  return {
    address: {
      installation: place.installation,
      repository: place.repository,
      name: wire.nameOf(place),
      issue: issue.number,
      seen: { updatedAt: issue.updatedAt },
    },
    updatedAt: issue.updatedAt,
    labels: issue.labels,
    state: issue.state,
  };
}
