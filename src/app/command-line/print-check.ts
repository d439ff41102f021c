import type { CheckRow } from "../../core/view/telling.ts";
import { checkSetup } from "../../reconcile/check-setup.ts";
import type { Environment } from "../environment.ts";
import { openWorld } from "./open-world.ts";
import { readRepository } from "./read-arguments.ts";
import type { Printed } from "./run-command.ts";

/** `npm run check -- owner/repo`: what the setup of a repository lacks, and what to do about it. */
export async function printCheck(
  given: readonly string[],
  environment: () => Environment,
): Promise<Printed> {
  const name = readRepository(given);
  const { place, world } = await openWorld(name, environment());
  const rows = await checkSetup({ ...place, issue: 0, seen: {} }, world);
  const missing = rows.filter(({ state }) => state === "missing").length;
  const verdict = missing === 0 ? "Nothing is missing." : `${missing} of these need a hand.`;
  return { lines: [...table(rows), "", verdict], exitCode: missing === 0 ? 0 : 1 };
}

const signs = { ok: "ok     ", missing: "MISSING", unknown: "unknown" } as const;

function table(rows: readonly CheckRow[]): readonly string[] {
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows.map(({ what, state, fix }) =>
    `${signs[state]}  ${what.padEnd(width)}  ${fix ?? ""}`.trimEnd(),
  );
}
