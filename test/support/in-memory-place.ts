import { configPath } from "../../src/reconcile/settings.ts";
import { addApp, installApp } from "../../src/sandbox/github/model/apps.ts";
import { commitFiles } from "../../src/sandbox/github/model/commit-files.ts";
import { addAccount, addOrganization } from "../../src/sandbox/github/model/people.ts";
import type { Installation, Repository } from "../../src/sandbox/github/model/records.ts";
import { addRepository, setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import { createLabel } from "../../src/sandbox/github/model/repository-labels.ts";
import { createWorld, type World as Model } from "../../src/sandbox/github/model/world.ts";

export interface PlaceOptions {
  /** The text of `.github/allclear.yml`. */
  readonly config?: string;
  /** Role names by login. */
  readonly people?: Readonly<Record<string, string>>;
  readonly pinnedComments?: boolean;
}

/** Where a story happens. */
export interface Place {
  readonly model: Model;
  readonly repository: Repository;
  readonly installation: Installation;
}

export const bot = "allclear[bot]";

/** A GitHub with one repository, `acme/web`, its people, and our App installed. */
export function openPlace(options: PlaceOptions, now: () => Date): Place {
  const model = createWorld({ now, pinnedComments: options.pinnedComments ?? true });
  const { account } = addOrganization(model, "acme");
  const repository = addRepository(model, "acme/web");
  const { config } = options;
  const files = { "README.md": "# web\n", ...(config !== undefined && { [configPath]: config }) };
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
    permissions: { issues: "write", pull_requests: "write", contents: "write", checks: "write" },
    events: ["issues", "issue_comment", "pull_request"],
  });
  return { model, repository, installation: installApp(model, app, { account }) };
}
