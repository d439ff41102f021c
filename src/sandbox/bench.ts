import { availableParallelism, cpus } from "node:os";
import { actionRun } from "./bench/action-run.ts";
import { clock } from "./bench/clock.ts";
import { countCalls } from "./bench/count-calls.ts";
import { countRollbackCalls } from "./bench/count-rollback-calls.ts";
import { countSearchCalls } from "./bench/count-search-calls.ts";
import { countStatisticsCalls } from "./bench/count-statistics-calls.ts";
import { deliveries } from "./bench/deliveries.ts";
import type { Section } from "./bench/figure.ts";
import { labelToCard } from "./bench/label-to-card.ts";
import { residentMemory } from "./bench/memory.ts";
import { isMissed, jsonOf, type Measured, tableOf } from "./bench/print.ts";
import { rankSuspects } from "./bench/rank-suspects.ts";
import { threadLength } from "./bench/thread-length.ts";

/**
 * `npm run bench`: what speed and size we promise, measured on the stand-in for GitHub.
 * A missed target is shown, not punished: figures depend on the machine. Only a measurement that
 * could not be made ends with status 1.
 */
const sections: readonly Section[] = [
  countCalls,
  countRollbackCalls,
  countSearchCalls,
  countStatisticsCalls,
  rankSuspects,
  threadLength,
  clock,
  labelToCard,
  deliveries,
  residentMemory,
  actionRun,
];

const wanted = process.argv.slice(2).filter((word) => word !== "--json");
const unknown = wanted.filter((word) => !sections.some(({ name }) => name === word));
if (unknown.length > 0) {
  const names = sections.map(({ name }) => name).join(", ");
  process.stderr.write(`got ${unknown.join(" ")}; expected --json or some of: ${names}\n`);
  process.exit(1);
}

const json = process.argv.includes("--json");
const chosen =
  wanted.length === 0 ? sections : sections.filter(({ name }) => wanted.includes(name));
const machine = { node: process.version, cores: availableParallelism(), cpu: cpus()[0]?.model };
const measured: Measured[] = [];
for (const section of chosen) measured.push(await measure(section));
process.stdout.write(`${json ? jsonOf(measured, machine) : report()}\n`);

async function measure(section: Section): Promise<Measured> {
  process.stderr.write(`measuring ${section.name} …\n`);
  const started = performance.now();
  const figures = await section.measure();
  return { section, figures, seconds: Math.round((performance.now() - started) / 1000) };
}

function report(): string {
  const figures = measured.flatMap((one) => one.figures).filter(({ target }) => target);
  const missed = figures.filter(isMissed).length;
  const { node, cores, cpu = "unknown processor" } = machine;
  return [
    "",
    tableOf(measured),
    "",
    `${figures.length - missed} of ${figures.length} targets met.  Node ${node}, ${cores} × ${cpu}`,
  ].join("\n");
}
