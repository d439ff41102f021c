import type { RollbackFinding, RollbackPlan } from "../../../src/core/rollback/plan.ts";
import type { History } from "../../../src/reconcile/repository-port.ts";
import { assessRollback } from "../../../src/reconcile/rollback/assess.ts";
import type { RollbackRequest } from "../../../src/reconcile/rollback/request.ts";
import type { Repository } from "../../../src/sandbox/github/model/records.ts";
import type { World as Model } from "../../../src/sandbox/github/model/world.ts";
import { inMemoryHost } from "../../support/in-memory-host.ts";
import { bot, openPlace } from "../../support/in-memory-place.ts";

/** A repository on the sandbox's GitHub, and what the engine sees of it. */
export interface HistoryPlace {
  readonly model: Model;
  readonly repository: Repository;
  readonly installation: number;
  readonly host: History;
  /** Moves the clock on. */
  readonly pass: (minutes: number) => void;
  readonly now: () => string;
}

const start = Date.parse("2026-11-22T02:30:00Z");

export function historyPlace(): HistoryPlace {
  let time = start;
  const { model, repository, installation } = openPlace({}, () => new Date(time));
  const actor = { login: bot, installation: installation.id };
  return {
    model,
    repository,
    installation: installation.id,
    host: inMemoryHost({ model, actor }),
    pass: (minutes) => {
      time += minutes * 60_000;
    },
    now: () => new Date(time).toISOString().replace(".000Z", "Z"),
  };
}

export type Asking = Pick<RollbackRequest, "target"> & Partial<RollbackRequest>;

/** Asked from issue 7 of the same repository, right now, unless told otherwise. */
export function requestIn(
  { repository, installation, now }: HistoryPlace,
  asked: Asking,
): RollbackRequest {
  const { id, owner, name } = repository;
  return {
    place: { installation, repository: id, name: `${owner.login}/${name}` },
    incident: {
      repository: id,
      issue: 7,
      url: "https://github.com/acme/web/issues/7",
      declaredAt: now(),
    },
    attempts: [],
    scratchPrefix: "allclear/scratch/",
    write: "full",
    ...asked,
  };
}

/** What a world with that place finds, asked so. */
export function assess(world: AskedWorld, asked: Asking): Promise<RollbackFinding> {
  return assessRollback(requestIn(world.at, asked), world);
}

interface AskedWorld {
  readonly at: HistoryPlace;
  readonly host: History;
  readonly report?: (what: string) => void;
}

/** The same, where nothing else but a plan will do. */
export async function ready(world: AskedWorld, asked: Asking): Promise<RollbackPlan> {
  const finding = await assess(world, asked);
  if (finding.kind !== "ready") throw new Error(`not ready: ${JSON.stringify(finding)}`);
  return finding.plan;
}

export function commit(sha: string): Asking {
  return { target: { kind: "commit", sha } };
}
