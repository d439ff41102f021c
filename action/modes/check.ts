import { checkView } from "../../src/core/view/check.ts";
import { flowchartOf } from "../../src/core/view/oncall.ts";
import type { CheckRow } from "../../src/core/view/telling.ts";
import type { Address } from "../../src/reconcile/address.ts";
import { checkSetup } from "../../src/reconcile/check-setup.ts";
import { runUntilRest } from "../run-until-rest.ts";
import { Failed, type Running } from "../running.ts";

/** What the setup of the repository lacks, and what to do about it; fails when something does. */
export async function check(running: Running): Promise<void> {
  const { place, world, say } = running;
  const address = { ...place, issue: 0, seen: {} };
  const found = await runUntilRest(() => checkSetup(address, world), running);
  const rows = found.map(forWorkflow);
  const { verdict, table } = checkView(rows);
  say.info(rows.map(lineOf).join("\n"));
  const pages = await runUntilRest(() => policiesOf(address, world), running);
  await say.summary(`## Setup of ${place.name}\n\n${verdict}\n\n${table}\n${pages}`);
  const missing = rows.filter(({ state }) => state === "missing");
  say.output("findings", missing.length);
  if (missing.length > 0) throw new Failed(missing.map(lineOf).join("\n"));
}

/** Who is paged, as pictures; nothing where there is no policy. */
async function policiesOf(address: Address, { settings }: Running["world"]): Promise<string> {
  const { config } = await settings.read(address);
  const charts = config.escalation.policies.map(flowchartOf);
  return charts.length === 0 ? "" : `\n### Who is paged\n\n${charts.join("\n\n")}\n`;
}

/** A token cannot be asked what it may do; its workflow says it. */
function forWorkflow(row: CheckRow): CheckRow {
  if (row.what !== "permissions") return row;
  const fix = "the workflow says them, under permissions: issues: write and contents: read";
  return { ...row, fix };
}

const signs = { ok: "ok", missing: "MISSING", unknown: "unknown" } as const;

function lineOf({ what, state, fix = "" }: CheckRow): string {
  return `${signs[state].padEnd(8)} ${what}${fix === "" ? "" : `: ${fix}`}`;
}
