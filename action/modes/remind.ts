import type { Reminder } from "../../src/core/incident/reminder.ts";
import { type Instant, readStamp } from "../../src/core/incident/stamp.ts";
import { table } from "../../src/core/view/table.ts";
import type { Address } from "../../src/reconcile/address.ts";
import type { Step } from "../../src/reconcile/plan.ts";
import { findUnfinished } from "../../src/reconcile/postmortem/unfinished.ts";
import { lengthOf } from "../../src/std/duration.ts";
import { instantOf } from "../../src/std/instant.ts";
import { lookAt } from "../look-at.ts";
import { runUntilRest } from "../run-until-rest.ts";
import type { Running } from "../running.ts";
import { visitEach } from "../visit-each.ts";

/** Reminds of what somebody still owes, each step at most once, and says how late it was. */
export async function remind(running: Running): Promise<void> {
  const { inputs, place, world } = running;
  const nowhere = { ...place, issue: 0, seen: {} };
  const wanted: readonly Address[] =
    inputs.issue === undefined
      ? await runUntilRest(() => findUnfinished(nowhere, world, quietSince(world)), running)
      : [{ ...place, issue: inputs.issue, seen: { follow: true } }];
  const given: Given[] = [];
  const failed = await visitEach(wanted, async (address) => {
    const { steps } = await lookAt(address, running);
    const { issue } = address;
    given.push(...remindersIn(steps).map((reminder) => ({ issue, ...rowOf(reminder) })));
    given.push(...pagesIn(steps).map((page) => ({ issue, ...page })));
  });
  await tell(given, { running, looked: wanted.length });
  if (failed !== undefined) throw failed;
}

/** What just happened has a run of its own, and two of them must not write one incident. */
const busyMs = 2 * 60_000;

function quietSince({ clock }: Running["world"]): string {
  return instantOf(new Date(clock.now().getTime() - busyMs));
}

/** What was said or sent, and since when it was due. */
interface Given {
  readonly issue: number;
  readonly about: string;
  readonly step: Reminder["step"];
  readonly at: Instant;
}

function rowOf({ subject, step, at }: Reminder): Omit<Given, "issue"> {
  const about = subject.startsWith("asked:") ? "asked for" : subject.replace(":", " ");
  return { about, step, at };
}

/** Likewise: a level whose page was tried twice is one page. */
function pagesIn(steps: readonly Step[]): readonly Omit<Given, "issue">[] {
  const pages = steps.flatMap((step) =>
    step.kind === "effect" && step.effect.kind === "page" ? [step.effect] : [],
  );
  return [...new Map(pages.map((page) => [page.stamp, page])).values()].map(
    ({ stamp, policy, level }) => ({
      about: `page: level ${level} of ${policy}`,
      step: "due",
      at: readStamp(stamp).at,
    }),
  );
}

/** Each once, though a look that came again had it in its plan twice. */
function remindersIn(steps: readonly Step[]): readonly Reminder[] {
  const effects = steps.flatMap((step) =>
    step.kind === "effect" && step.effect.kind === "reminder" ? [step.effect] : [],
  );
  return [...new Map(effects.map((effect) => [effect.stamp, effect])).values()].flatMap(
    ({ reminders }) => reminders,
  );
}

async function tell(
  given: readonly Given[],
  { running, looked }: { running: Running; looked: number },
): Promise<void> {
  const { place, world, inputs, say } = running;
  const base = `${world.identity.webUrl}/${place.name}/issues`;
  const now = world.clock.now().getTime();
  const rows = given.map(({ issue, about, step, at }) => [
    `[#${issue}](${base}/${issue})`,
    about,
    words[step],
    lengthOf(now - Date.parse(at)),
  ]);
  const did = inputs.dryRun ? "would be given" : "given";
  const verdict = `${given.length} reminders ${did}; ${looked} incidents looked at.`;
  const shown = rows.length === 0 ? "" : `\n\n${table(header, rows)}`;
  say.info([verdict, ...rows.map((row) => `  ${row.join("  ")}`)].join("\n"));
  say.output("findings", given.length);
  await say.summary(`## Reminders in ${place.name}\n\n${verdict}${shown}\n`);
}

const header = ["Incident", "About", "Step", "Late by"];
const words = { soon: "due soon", due: "due", overdue: "overdue" } as const;
