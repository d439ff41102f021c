import type { Tokens } from "./http/tokens.ts";
import { addApp, installApp } from "./model/apps.ts";
import { addCheckRun } from "./model/check-runs.ts";
import { commitNamed } from "./model/code/find-commit.ts";
import { commitFiles, type FileChanges } from "./model/commit-files.ts";
import { findAccount, findRepository } from "./model/lookup.ts";
import { type NewIssue, openIssue } from "./model/open-issue.ts";
import { addAccount, addMember, addOrganization } from "./model/people.ts";
import type { App, CheckRun, Installation, Repository, Role } from "./model/records.ts";
import { addRepository, type NewRepository, setCollaborator } from "./model/repositories.ts";
import {
  addWorkflowRun,
  type NewWorkflowRun,
  type WorkflowRun,
} from "./model/shipping/workflow-runs.ts";
import type { World } from "./model/world.ts";
import { createPerson, type Person } from "./person.ts";

export interface RepositoryOptions extends NewRepository {
  files?: Record<string, string>;
  /** Leaves out the first commit, so that a history can be imported. */
  empty?: boolean;
  /** How many entries of a tree are answered at once before GitHub truncates. */
  largestTree?: number;
  /** Role names by login; people not seen before are added. */
  collaborators?: Record<string, string>;
}

/** The ways to fill the world before or while a scenario runs. */
export interface Seeding {
  /** A person with a token of their own; added on first mention. */
  person: (login: string) => Person;
  organization: (
    login: string,
    options?: {
      members?: Record<string, { role?: "admin" | "member"; public?: boolean }>;
      basePermission?: Role;
      customRoles?: Record<string, Role>;
    },
  ) => void;
  repository: (name: string, options?: RepositoryOptions) => Repository;
  /** Installs our App on an account, on all repositories or on the named ones. */
  install: (account: string, repositories?: readonly string[]) => Installation;
  /** What `GITHUB_TOKEN` is in a workflow of this repository. */
  actionsToken: (repository: string, permissions?: Record<string, string>) => string;
  /** Opens an issue by its form, whose labels need no permission. */
  fillsForm: (login: string, repository: string, issue: NewIssue) => number;
  /** Lets GitHub Actions report a check of a commit, the head of the default branch by default. */
  reportsCheck: (
    repository: string,
    check: { name: string; sha?: string; status?: string; conclusion?: string },
  ) => CheckRun;
  /** Lets a workflow have run. */
  runsWorkflow: (repository: string, run: NewWorkflowRun) => WorkflowRun;
}

export function seeding({
  world,
  tokens,
  app,
  url,
}: {
  world: World;
  tokens: Tokens;
  app: App;
  url: string;
}): Seeding {
  return {
    person: (login) => {
      known(world, login);
      const push = (name: string, change: Omit<FileChanges, "author">) =>
        commitFiles(world, findRepository(world, name), {
          ...change,
          author: findAccount(world, login),
        }).sha;
      return createPerson({ login, token: tokens.forPerson(login), url, push });
    },
    organization: (login, given = {}) => addWholeOrganization(world, login, given),
    repository: (name, given = {}) => addWholeRepository(world, name, given),
    install: (account, names) =>
      installApp(world, app, {
        account: findAccount(world, account),
        ...(names ? { repositories: names.map((name) => findRepository(world, name)) } : {}),
      }),
    actionsToken: (name, permissions) => actionsToken(world, tokens, { name, permissions }),
    fillsForm: (login, name, issue) => {
      known(world, login);
      const opened = { ...issue, byForm: true };
      return openIssue(world, { login }, findRepository(world, name), opened).number;
    },
    reportsCheck: (name, { sha, ...check }) => {
      const repository = findRepository(world, name);
      const headSha = sha ?? commitNamed(repository, undefined).sha;
      return addCheckRun(world, repository, actionsApp(world), { ...check, headSha });
    },
    runsWorkflow: (name, run) => addWorkflowRun(world, findRepository(world, name), run),
  };
}

function known(world: World, login: string): void {
  if (!world.accounts.has(login.toLowerCase())) addAccount(world, login);
}

function addWholeOrganization(
  world: World,
  login: string,
  given: NonNullable<Parameters<Seeding["organization"]>[1]>,
): void {
  addOrganization(world, login, given);
  for (const [member, membership] of Object.entries(given.members ?? {})) {
    known(world, member);
    addMember(world, login, member, membership);
  }
}

function addWholeRepository(world: World, name: string, given: RepositoryOptions): Repository {
  const repository = addRepository(world, name, given);
  const files = { "README.md": `# ${name}\n`, ...given.files };
  if (!given.empty) commitFiles(world, repository, { files, message: "Begin" });
  if (given.largestTree !== undefined) repository.largestTree = given.largestTree;
  for (const [login, role] of Object.entries(given.collaborators ?? {})) {
    known(world, login);
    setCollaborator(repository, login, role);
  }
  return repository;
}

/** github-actions[bot] is an App like any other, installed wherever a workflow runs. */
function actionsToken(
  world: World,
  tokens: Tokens,
  { name, permissions }: { name: string; permissions: Record<string, string> | undefined },
): string {
  const repository = findRepository(world, name);
  const app = actionsApp(world);
  const installation =
    [...world.installations.values()].find(
      (one) => one.app === app && one.account === repository.owner,
    ) ?? installApp(world, app, { account: repository.owner });
  return tokens.forInstallation(installation, {
    repositories: [repository.id],
    permissions: { metadata: "read", ...(permissions ?? { issues: "write", contents: "read" }) },
  }).token;
}

/** The id of GitHub Actions on github.com. */
const actionsAppId = 15368;

function actionsApp(world: World): App {
  const known = world.apps.get(actionsAppId);
  if (known) return known;
  const owner = world.accounts.get("github") ?? addAccount(world, "github", "Organization");
  return addApp(world, {
    id: actionsAppId,
    slug: "github-actions",
    name: "GitHub Actions",
    owner,
    publicKey: "",
    permissions: { issues: "write", contents: "write", pull_requests: "write", checks: "write" },
    events: [],
  });
}
