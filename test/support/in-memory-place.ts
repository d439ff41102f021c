import { followedEvents } from "../../src/app/address-of-delivery.ts";
import { fileEvents } from "../../src/app/address-of-push.ts";
import { pullRequestEvents } from "../../src/app/followers.ts";
import { configPath } from "../../src/reconcile/settings.ts";
import { addApp, installApp } from "../../src/sandbox/github/model/apps.ts";
import { commitFiles } from "../../src/sandbox/github/model/commit-files.ts";
import { addAccount, addOrganization } from "../../src/sandbox/github/model/people.ts";
import type { Installation, Repository } from "../../src/sandbox/github/model/records.ts";
import { addRepository, setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import { createLabel } from "../../src/sandbox/github/model/repository-labels.ts";
import { createWorld, type World as Model } from "../../src/sandbox/github/model/world.ts";

export interface PlaceOptions {
  /** The text of `.github/allclear.yml`. Unless it says otherwise, a declaration is quiet. */
  readonly config?: string;
  /** Suspects and a runbook follow a declaration, as they do by default. */
  readonly followUps?: boolean;
  /** Resolving opens a postmortem, as it does by default. */
  readonly postmortems?: boolean;
  /** Lets the clock of incidents run; else only what people ask for falls due. */
  readonly clock?: boolean;
  /** What else is in the repository from the start, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Role names by login. */
  readonly people?: Readonly<Record<string, string>>;
  readonly pinnedComments?: boolean;
  readonly subIssues?: boolean;
}

/** Where a story happens. */
export interface Place {
  readonly model: Model;
  readonly repository: Repository;
  readonly installation: Installation;
}

export const bot = "allclear[bot]";

/** Most stories are about something else than what follows by itself. */
export function quietly(
  config: string = "version: 1",
  {
    followUps = false,
    postmortems = false,
    clock = false,
  }: Pick<PlaceOptions, "followUps" | "postmortems" | "clock"> = {},
): string {
  const off = [
    ...(followUps ? [] : ["suspects: { onDeclare: false }", "runbooks: { onDeclare: false }"]),
    ...(postmortems ? [] : ["postmortem: { onResolve: false }"]),
    ...(clock || /^clock:/m.test(config) ? [] : ["clock: { on: false }"]),
  ];
  return `${[config.trimEnd(), ...off].join("\n")}\n`;
}

/** A GitHub with one repository, `acme/web`, its people, and our App installed. */
export function openPlace(options: PlaceOptions, now: () => Date): Place {
  const { pinnedComments = true, subIssues = true } = options;
  const model = createWorld({ now, pinnedComments, subIssues });
  const { account } = addOrganization(model, "acme");
  const repository = addRepository(model, "acme/web");
  const config = quietly(options.config, options);
  const files = {
    "README.md": "# web\n",
    ...options.files,
    [configPath]: config,
  };
  commitFiles(model, repository, { files, message: "Begin" });
  createLabel(model, account, repository, { name: "incident", color: "b60205" });
  for (const [login, role] of Object.entries(options.people ?? {})) {
    addAccount(model, login);
    setCollaborator(repository, login, role);
  }
  const app = addApp(model, {
    slug: "allclear",
    owner: account,
    publicKey: "",
    permissions: {
      issues: "write",
      pull_requests: "write",
      contents: "write",
      checks: "write",
      deployments: "read",
      actions: "read",
      statuses: "read",
    },
    events: [...followedEvents, ...pullRequestEvents, ...fileEvents],
  });
  return { model, repository, installation: installApp(model, app, { account }) };
}
