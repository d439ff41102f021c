import type { Asked, Command } from "../core/incident/commands.ts";
import type { Incident } from "../core/incident/incident.ts";
import type {
  OpenHotfix,
  PickRunbook,
  ProposeRollback,
} from "../core/incident/mitigation-commands.ts";
import { refuseUnlessAllowed } from "../core/incident/permission.ts";
import { readStamp } from "../core/incident/stamp.ts";
import type { RollbackFinding } from "../core/rollback/plan.ts";
import { targetText } from "../core/rollback/target.ts";
import { Again } from "./failure.ts";
import { findHotfixBase } from "./find-hotfix-base.ts";
import type { Observation } from "./observe.ts";
import { enquireRollback } from "./rollback/enquire-rollback.ts";
import { findRunbook } from "./runbooks/enquire-runbook.ts";
import type { World } from "./world.ts";

/** What the enquiries of one look share. */
export interface Enquiring {
  readonly observation: Observation;
  readonly incident: Incident;
  readonly world: World;
}

/**
 * Looks up what some commands need before they can be decided, and only for those who may give
 * them: `decide` itself asks nobody.
 */
export async function enquire(
  commands: readonly Asked[],
  enquiring: Enquiring,
): Promise<readonly Asked[]> {
  const found: Asked[] = [];
  for (const asked of commands) found.push(await enquireOne(asked, enquiring));
  return found;
}

async function enquireOne(asked: Asked, enquiring: Enquiring): Promise<Asked> {
  const { command } = asked;
  if (!needsEnquiry(command)) return asked;
  if (isRefused(asked, enquiring)) return asked;
  return { ...asked, command: await withFound(asked, command, enquiring) };
}

type Enquired = ProposeRollback | OpenHotfix | PickRunbook;

function needsEnquiry(command: Command): command is Enquired {
  const { kind } = command;
  return kind === "ProposeRollback" || kind === "OpenHotfix" || kind === "PickRunbook";
}

function isRefused(asked: Asked, { observation, incident }: Enquiring): boolean {
  const cells = [asked.command.kind === "PickRunbook" ? "triage" : "write"] as const;
  const { config } = observation.settings;
  return refuseUnlessAllowed(asked, { cells }, { incident, config }) !== undefined;
}

async function withFound(asked: Asked, command: Enquired, enquiring: Enquiring): Promise<Enquired> {
  const { address } = enquiring.observation;
  switch (command.kind) {
    case "PickRunbook":
      return { ...command, found: await findRunbook(command.name, address, enquiring.world) };
    case "OpenHotfix": {
      const found = await unlessTooLong(
        () => findHotfixBase(asked.by, enquiring),
        (detail) => ({ kind: "impossible" as const, why: "not-now" as const, detail }),
        { asked, enquiring },
      );
      return { ...command, found };
    }
    case "ProposeRollback": {
      const { target } = command;
      const { at } = readStamp(asked.stamp);
      const found = await unlessTooLong<RollbackFinding>(
        () => enquireRollback({ target, by: asked.by, at, write: "full" }, enquiring),
        (detail) => ({ kind: "impossible", target: targetText(target), why: "not-now", detail }),
        { asked, enquiring },
      );
      return { ...command, found };
    }
    default:
      return command satisfies never;
  }
}

/** A host that fails at this for so long must not hold up the other commands of the thread. */
const patienceMs = 2 * 60_000;

async function unlessTooLong<T>(
  find: () => Promise<T>,
  giveUp: (detail: string) => T,
  { asked, enquiring }: { asked: Asked; enquiring: Enquiring },
): Promise<T> {
  try {
    return await find();
  } catch (failure) {
    const age = enquiring.world.clock.now().getTime() - Date.parse(readStamp(asked.stamp).at);
    if (failure instanceof Again && age > patienceMs) return giveUp(failure.message);
    throw failure;
  }
}
