import type { Period } from "../../src/core/statistics/statistics.ts";
import { statisticsCsv } from "../../src/core/statistics/statistics-csv.ts";
import { statisticsJson } from "../../src/core/statistics/statistics-json.ts";
import { fill } from "../../src/core/view/render.ts";
import { statisticsView } from "../../src/core/view/statistics.ts";
import { gatherStatistics } from "../../src/reconcile/gather-statistics.ts";
import type { Inputs } from "../inputs.ts";
import { periodOf } from "../period.ts";
import { runUntilRest } from "../run-until-rest.ts";
import type { Running } from "../running.ts";
import { writeWorkspaceFile } from "../workspace.ts";

const folder = "allclear-report";
const lastMonth: NonNullable<Inputs["period"]> = { kind: "last", days: 30 };

/** What the incidents of a period say: in the job summary, and as files for programs. */
export async function report(running: Running): Promise<void> {
  const { inputs, place, world, say } = running;
  const nowhere = { ...place, issue: 0, seen: {} };
  const { config, templates } = await runUntilRest(() => world.settings.read(nowhere), running);
  const period: Period = periodOf(inputs.period ?? lastMonth, {
    now: world.clock.now(),
    timezone: config.timezone,
  });
  const found = await runUntilRest(() => gatherStatistics(nowhere, period, world), running);
  say.info(`${place.name}: ${found.counted} incidents from ${period.from} to ${period.to}.`);
  if (inputs.dryRun) return;
  const files = { json: statisticsJson(found), csv: statisticsCsv(found) } as const;
  for (const [kind, text] of Object.entries(files)) {
    const path = `${inputs["output-folder"] ?? folder}/statistics.${kind}`;
    writeWorkspaceFile(path, text);
    say.output(kind as keyof typeof files, path);
    say.info(`Wrote ${path}`);
  }
  await say.summary(fill(templates.statistics, statisticsView(found, config)));
}
