import { createInMemory } from "../../adapters/database/in-memory.ts";
import { builtInRunbooks } from "../../adapters/runbooks/built-in-runbooks.ts";
import { hmacSeal } from "../../adapters/seal/hmac-seal.ts";
import { builtInTemplates } from "../../adapters/templates/built-in-templates.ts";
import { connectGithub } from "../../app/connect-github.ts";
import { readEnvironment } from "../../app/environment.ts";
import { createLog } from "../../app/log.ts";
import type { Address } from "../../reconcile/address.ts";
import { reconcile } from "../../reconcile/reconcile.ts";
import { runbookReader } from "../../reconcile/runbooks/runbook-reader.ts";
import { settingsReader } from "../../reconcile/settings.ts";
import type { World } from "../../reconcile/world.ts";

/**
 * A process that does nothing but look, so that its CPU time is that of looks alone: GitHub and
 * the people are elsewhere. Asked and answered by messages.
 */
export interface LookRequest {
  readonly address: Address;
  /** By how much the world's clock is ahead of the machine's. */
  readonly aheadMs: number;
}

export interface LookAnswer {
  /** User and system time of this process during the look, in microseconds. */
  readonly cpu: number;
  readonly failure?: string;
}

let aheadMs = 0;
const clock = { now: () => new Date(Date.now() + aheadMs) };
const world = await openWorld(JSON.parse(process.argv[2] ?? "{}") as Record<string, string>);

process.on("message", (request: LookRequest) => {
  aheadMs = request.aheadMs;
  void look(request.address).then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit(0));

async function look(address: Address): Promise<LookAnswer> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  let failure: string | undefined;
  try {
    await reconcile(address, world, async () => undefined);
  } catch (error) {
    failure = String(error);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpu: user + system, ...(failure !== undefined && { failure }) };
}

async function openWorld(variables: Record<string, string>): Promise<World> {
  const environment = readEnvironment(variables);
  const memory = createInMemory(clock.now);
  const github = connectGithub({
    environment,
    memory,
    clock,
    log: createLog({ level: "error", now: clock.now }),
    metrics: { call: () => undefined, limited: () => undefined },
    minWriteGapMs: 0,
  });
  return {
    host: github.host,
    memory,
    seal: hmacSeal(environment.stateKeys),
    identity: await github.whoAmI(),
    clock,
    settings: settingsReader(github.host, clock, builtInTemplates()),
    runbooks: runbookReader(github.host, clock, builtInRunbooks()),
  };
}
