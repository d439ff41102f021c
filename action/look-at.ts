import { hasCommandLine } from "../src/adapters/github/seen-comment.ts";
import { cardNamedIn } from "../src/core/card/markers.ts";
import type { Incident } from "../src/core/incident/incident.ts";
import { type Address, keyOf, mergeAddresses } from "../src/reconcile/address.ts";
import { apply } from "../src/reconcile/apply.ts";
import { Away, Stop } from "../src/reconcile/failure.ts";
import { describeStep, type Step } from "../src/reconcile/plan.ts";
import { look } from "../src/reconcile/reconcile.ts";
import type { World } from "../src/reconcile/world.ts";
import { guardByCard } from "../src/reconcile/writer.ts";
import { instantOf } from "../src/std/instant.ts";
import { runUntilRest } from "./run-until-rest.ts";
import type { Running } from "./running.ts";

/** What looking at an issue came to. */
export interface Looked {
  /** What was to be done, of all looks together. */
  readonly steps: readonly Step[];
  /** The incident as its card has it in the end: of this issue, or of the one it belongs to. */
  readonly incident?: Incident;
}

type Looking = Pick<Running, "world" | "say" | "sleep" | "inputs">;

/**
 * Looks at an issue, and at those it belongs to, until nothing is left to do there. A dry run
 * prints what a look would do.
 */
export async function lookAt(address: Address, looking: Looking): Promise<Looked> {
  const { inputs, say } = looking;
  const waiting = new Map([[keyOf(address), address]]);
  const ask = async (other: Address) => {
    // Asking for one that was looked at already changes nothing.
    if (!waiting.has(keyOf(other))) waiting.set(keyOf(other), other);
  };
  const world = { ...looking.world, ask };
  const steps: Step[] = [];
  let incident: Incident | undefined;
  for (const next of waiting.values()) {
    const attempt = () => lookOnce(next, { world, say, steps, dryRun: inputs.dryRun });
    incident = (await runUntilRest(attempt, looking)) ?? incident;
    if (!inputs.dryRun) say.info(`${nameOf(next)}: nothing is left to do.`);
  }
  return { steps, ...(incident !== undefined && { incident }) };
}

interface Attempt {
  readonly world: World & Required<Pick<World, "ask">>;
  readonly say: Running["say"];
  readonly steps: Step[];
  readonly dryRun: boolean;
}

async function lookOnce(
  bare: Address,
  { world, say, steps, dryRun }: Attempt,
): Promise<Incident | undefined> {
  const address = await withUnanswered(bare, world);
  const guard = guardByCard(address, world);
  const mayTry = dryRun ? notTried : guard;
  const { observation, plan } = await look(address, { ...world, mayTry });
  steps.push(...plan.steps);
  if (dryRun) {
    const shown = plan.steps.length === 0 ? ["do nothing"] : plan.steps.map(describeStep);
    say.info([`${nameOf(address)}: a look would`, ...shown].join("\n  "));
    for (const step of plan.steps) if (step.kind === "look-at") await world.ask(step.address);
    return observation.card.kind === "card" ? observation.card.record.incident : undefined;
  }
  const { record, wait } = await apply(plan, { observation, world, guard });
  // A later run tells whoever is away outside GitHub: no runner is paid for waiting.
  if (wait instanceof Away)
    say.info(`${nameOf(address)}: ${wait.message}; the next run tries again`);
  else if (wait !== undefined) throw wait;
  return record?.incident;
}

async function notTried(): Promise<void> {
  throw new Stop("unsupported", "this is a dry run, so nothing was tried");
}

/** How far back comments are read for commands where no incident is yet. */
const namedMs = 60 * 60_000;

/**
 * Where no card is, only comments that an event named are read. The run of an earlier event may
 * have been replaced while it waited, so this one names what people wrote within the last hour;
 * what was answered is known by our answer.
 */
async function withUnanswered(address: Address, { host, clock }: World): Promise<Address> {
  const issue = await host.readIssue(address);
  if (cardNamedIn(issue.body, address) !== undefined || issue.comments === 0) return address;
  const since = instantOf(new Date(clock.now().getTime() - namedMs));
  const comments = await host.readComments(address, since);
  const named = comments
    .filter(({ createdAt, body }) => createdAt >= since && hasCommandLine("created", body))
    .map(({ id }) => id);
  return mergeAddresses(address, { ...address, seen: { named } });
}

function nameOf({ name, issue }: Address): string {
  return `${name}#${issue}`;
}
