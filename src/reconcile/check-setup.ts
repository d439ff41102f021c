import type { PolicyTarget } from "../core/config/clock-settings.ts";
import type { CheckRow } from "../core/view/telling.ts";
import type { Address } from "./address.ts";
import { Stop } from "./failure.ts";
import { ownLabels } from "./labels.ts";
import { plainLabel } from "./own-labels.ts";
import { configPath, type Settings } from "./settings.ts";
import type { KnownOutside, World } from "./world.ts";

interface WantedPermission {
  readonly name: string;
  readonly level: "read" | "write";
  /** What is off without it. */
  readonly without: string;
}

/** Every permission of `app.yml`. */
export const wantedPermissions: readonly WantedPermission[] = [
  { name: "metadata", level: "read", without: "nobody's permission can be looked up" },
  { name: "issues", level: "write", without: "nothing works without it" },
  { name: "contents", level: "write", without: "no rollback and no hotfix can be opened" },
  { name: "pull_requests", level: "write", without: "no rollback and no hotfix can be opened" },
  {
    name: "checks",
    level: "write",
    without: "no check of a broken configuration, none of a hotfix's rollback plan",
  },
  { name: "deployments", level: "read", without: "`last-good` and deployments among the suspects" },
  { name: "actions", level: "read", without: "failed workflow runs among the suspects" },
  { name: "statuses", level: "read", without: "commit statuses beside the checks" },
];

/** One row for each thing the setup needs, with what to do about it. */
export async function checkSetup(address: Address, world: World): Promise<readonly CheckRow[]> {
  const settings = await world.settings.read(address);
  const seal: CheckRow = {
    what: "signed cards (STATE_KEYS)",
    state: "ok",
    ...(world.seal.configured ? {} : { fix: "optional: set STATE_KEYS to sign cards" }),
  };
  return [
    { what: `config (${configPath})`, ...verdictOn(settings.problem) },
    { what: "templates", ...verdictOn(settings.templateProblems[0]) },
    await runbookRow(address, world),
    await labelRow(address, world),
    ...outsideRows(settings, world.outside),
    ...(await permissionRows(address, world)),
    seal,
  ];
}

function verdictOn(problem: string | undefined): Pick<CheckRow, "state" | "fix"> {
  return problem === undefined ? { state: "ok" } : { state: "missing", fix: problem };
}

async function runbookRow(address: Address, world: World): Promise<CheckRow> {
  const what = "runbooks";
  try {
    const { problems } = await world.runbooks.read(address);
    return { what, ...verdictOn(problems[0]) };
  } catch (failure) {
    return unreadable(what, failure);
  }
}

async function labelRow(address: Address, world: World): Promise<CheckRow> {
  const settings = await world.settings.read(address);
  const what = "labels";
  try {
    const present = (await world.host.readLabels(address)).map(plainLabel);
    const missing = ownLabels(settings).filter((name) => !present.includes(plainLabel(name)));
    if (missing.length === 0) return { what, state: "ok" };
    const incident = missing.includes(settings.config.labels.incident);
    const fix = `created when first needed: ${missing.join(", ")}`;
    return incident
      ? {
          what,
          state: "missing",
          fix: `create "${settings.config.labels.incident}" to declare by label; others are ${fix}`,
        }
      : { what, state: "ok", fix };
  } catch (failure) {
    return unreadable(what, failure);
  }
}

/** What config names outside GitHub: whom policies page, what is told, the chat. */
function outsideRows({ config }: Settings, outside?: KnownOutside): readonly CheckRow[] {
  const { escalation, telling, ladder } = config;
  const pages = escalation.policies.flatMap(({ levels }) => levels.flatMap(({ page }) => page));
  const told = ladder.levels.flatMap(({ channels = [] }) => channels);
  const webhooks = [...telling.webhooks, ...told.filter(({ by }) => by === "webhook")];
  const hasChat = telling.chat !== undefined || told.some(({ by }) => by === "slack");
  const addresses = new Map(telling.webhooks.map(({ name, url }) => [name, url]));
  const rows = [
    ...pages
      .filter(({ by, name }) => by !== "webhook" || addresses.get(name) === undefined)
      .flatMap((target) => pageRow(target, outside) ?? []),
    ...webhooks.map(({ name }) => {
      const isThere = addresses.get(name) !== undefined || outside?.webhook.has(name);
      return outsideRow(`webhook ${name}`, isThere, addressOf(name));
    }),
    ...(hasChat ? [outsideRow("chat", outside?.chat, "SLACK_TOKEN=xoxb-...")] : []),
  ];
  return [...new Map(rows.map((row) => [row.what, row])).values()];
}

function pageRow({ by, name }: PolicyTarget, outside?: KnownOutside): CheckRow | undefined {
  if (by === "mention") return undefined;
  const variable = by === "webhook" ? addressOf(name) : `${name}=... to PAGERDUTY_KEYS`;
  return outsideRow(`page by ${by}:${name}`, outside?.[by].has(name), variable);
}

function addressOf(webhook: string): string {
  return `${webhook}=https://... to WEBHOOK_URLS`;
}

/** The environment is that of whoever answers: the App, a workflow, or a shell. */
function outsideRow(what: string, isThere: boolean | undefined, variable: string): CheckRow {
  if (isThere === true) return { what, state: "ok" };
  const state = isThere === undefined ? "unknown" : "missing";
  return { what, state, fix: `add ${variable} where this runs` };
}

async function permissionRows(address: Address, world: World): Promise<readonly CheckRow[]> {
  try {
    const granted = await world.host.readPermissions(address);
    if (granted === undefined) {
      return [{ what: "permissions", state: "unknown", fix: "they show on the App's page" }];
    }
    return wantedPermissions.map((wanted) => permissionRow(wanted, granted.get(wanted.name)));
  } catch (failure) {
    return [unreadable("permissions", failure)];
  }
}

function permissionRow({ name, level, without }: WantedPermission, has?: string): CheckRow {
  const what = `permission ${name}: ${level}`;
  const enough = has === "write" || has === "admin" || (has === "read" && level === "read");
  if (enough) return { what, state: "ok" };
  if (name === "contents" && has === undefined) {
    return { what, state: "missing", fix: "config, templates, runbooks cannot be read; grant it" };
  }
  return { what, state: "missing", fix: `off: ${without}; grant it in the App's settings` };
}

function unreadable(what: string, failure: unknown): CheckRow {
  if (!(failure instanceof Stop)) throw failure;
  return { what, state: "unknown", fix: failure.message };
}
