import type { Asked, Command } from "../core/incident/commands.ts";
import type { Incident } from "../core/incident/incident.ts";
import { isActive } from "../core/incident/lifecycle.ts";
import { mitigationCells } from "../core/incident/mitigation-cells.ts";
import type {
  OpenHotfix,
  PickRunbook,
  ProposeRollback,
} from "../core/incident/mitigation-commands.ts";
import { refuseUnlessAllowed } from "../core/incident/permission.ts";
import { readStamp, type Stamp } from "../core/incident/stamp.ts";
import type { RollbackFinding } from "../core/rollback/plan.ts";
import { targetText } from "../core/rollback/target.ts";
import { Again } from "./failure.ts";
import { findHotfixBase } from "./mitigations/find-hotfix-base.ts";
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

/** Each costs some twenty calls before anything is written; more at a time are not begun. */
const mostTried = 3;

/**
 * Looks up what some commands need before they can be decided, and only for those who may give
 * them: `decide` itself asks nobody.
 */
export async function enquire(
  commands: readonly Asked[],
  enquiring: Enquiring,
): Promise<readonly Asked[]> {
  const found: Asked[] = [];
  let tried = 0;
  for (const asked of commands) {
    if (asked.command.kind === "ProposeRollback") tried += 1;
    found.push(tried > mostTried ? tooMany(asked) : await enquireOne(asked, enquiring));
  }
  return found;
}

function tooMany(asked: Asked): Asked {
  const { command } = asked;
  if (command.kind !== "ProposeRollback") return asked;
  const found: RollbackFinding = {
    kind: "impossible",
    target: targetText(command.target),
    why: "too-many",
    detail: String(mostTried),
  };
  return { ...asked, command: { ...command, found } };
}

async function enquireOne(asked: Asked, enquiring: Enquiring): Promise<Asked> {
  const { command } = asked;
  if (!isEnquired(command) || isRefused({ ...asked, command }, enquiring)) return asked;
  return { ...asked, command: await withFound(asked, command, enquiring) };
}

type Enquired = ProposeRollback | OpenHotfix | PickRunbook;

export function needsEnquiry({ command }: Asked): boolean {
  return isEnquired(command);
}

function isEnquired(command: Command): command is Enquired {
  const { kind } = command;
  return kind === "ProposeRollback" || kind === "OpenHotfix" || kind === "PickRunbook";
}

function isRefused(asked: Asked<Enquired>, { observation, incident }: Enquiring): boolean {
  const cells = mitigationCells[asked.command.kind];
  const { config } = observation.settings;
  // What has ended changes no code; `decide` says so.
  if (asked.command.kind !== "PickRunbook" && !isActive(incident.status)) return true;
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
        { stamp: asked.stamp, enquiring },
      );
      return { ...command, found };
    }
    case "ProposeRollback": {
      const { target } = command;
      const { at } = readStamp(asked.stamp);
      const found = await unlessTooLong<RollbackFinding>(
        () => enquireRollback({ target, by: asked.by, at, write: "full" }, enquiring),
        (detail) => ({ kind: "impossible", target: targetText(target), why: "not-now", detail }),
        { stamp: asked.stamp, enquiring },
      );
      return { ...command, found };
    }
    default:
      return command satisfies never;
  }
}

/** A host that fails at this for so long must not hold up the other commands of the thread. */
const patienceMs = 2 * 60_000;

/** Tries again for two minutes from the first failure on, however old the command is. */
export async function unlessTooLong<T>(
  find: () => Promise<T>,
  giveUp: (detail: string) => T,
  { stamp, enquiring }: { stamp: Stamp; enquiring: Enquiring },
): Promise<T> {
  try {
    return await find();
  } catch (failure) {
    if (!(failure instanceof Again)) throw failure;
    const { memory, clock } = enquiring.world;
    const cursor = `enquiry:${stamp}`;
    const now = clock.now();
    const first = await memory.cursor(cursor);
    const since = typeof first === "string" ? Date.parse(first) : now.getTime();
    if (now.getTime() - since > patienceMs) return giveUp(failure.message);
    if (typeof first !== "string") await memory.saveCursor(cursor, now.toISOString());
    throw failure;
  }
}
