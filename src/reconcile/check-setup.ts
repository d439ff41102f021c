import type { CheckRow } from "../core/view/telling.ts";
import type { Address } from "./address.ts";
import { Stop } from "./failure.ts";
import { ownLabels } from "./labels.ts";
import { plainLabel } from "./own-labels.ts";
import { configPath } from "./settings.ts";
import type { World } from "./world.ts";

/** What we ask for in `app.yml`, and what is off without it. */
export const wantedPermissions: readonly {
  readonly name: string;
  readonly level: "read" | "write";
  readonly without: string;
}[] = [
  { name: "issues", level: "write", without: "nothing works without it" },
  { name: "contents", level: "read", without: "config and templates cannot be read" },
  { name: "metadata", level: "read", without: "nobody's permission can be looked up" },
  { name: "pull_requests", level: "write", without: "no commands on pull requests" },
];

/** One row for each thing the setup needs, with what to do about it. */
export async function checkSetup(address: Address, world: World): Promise<readonly CheckRow[]> {
  const settings = await world.settings.read(address);
  const config: CheckRow =
    settings.problem === undefined
      ? { what: `config (${configPath})`, state: "ok" }
      : { what: `config (${configPath})`, state: "missing", fix: settings.problem };
  const labels = await labelRow(address, world);
  const permissions = await permissionRows(address, world);
  const seal: CheckRow = world.seal.configured
    ? { what: "signed cards (STATE_KEYS)", state: "ok" }
    : {
        what: "signed cards (STATE_KEYS)",
        state: "ok",
        fix: "optional: set STATE_KEYS to sign cards",
      };
  return [config, { what: "templates", state: "ok" }, labels, ...permissions, seal];
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

async function permissionRows(address: Address, world: World): Promise<readonly CheckRow[]> {
  try {
    const granted = await world.host.readPermissions(address);
    if (granted === undefined) {
      return [{ what: "permissions", state: "unknown", fix: "they show on the App's page" }];
    }
    return wantedPermissions.map(({ name, level, without }): CheckRow => {
      const has = granted.get(name);
      const enough = has === "write" || has === "admin" || (has === "read" && level === "read");
      const what = `permission ${name}: ${level}`;
      return enough
        ? { what, state: "ok" }
        : { what, state: "missing", fix: `${without}; grant it in the App's settings` };
    });
  } catch (failure) {
    return [unreadable("permissions", failure)];
  }
}

function unreadable(what: string, failure: unknown): CheckRow {
  if (!(failure instanceof Stop)) throw failure;
  return { what, state: "unknown", fix: failure.message };
}
