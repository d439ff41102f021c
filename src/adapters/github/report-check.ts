import { z } from "zod";
import type { Annotation, CheckReport } from "../../reconcile/repository-port.ts";
import { acknowledged, type Place } from "./call.ts";
import type { Wire } from "./wire.ts";

const mostAtOnce = 50;
const longestTitle = 255;

const numbered = z.object({ id: z.number() });

/** A finished check. GitHub takes fifty annotations at once, and adds those of each update. */
export async function reportCheck(wire: Wire, place: Place, check: CheckReport): Promise<void> {
  const { name, sha, conclusion, title, summary, annotations = [] } = check;
  const output = (from: number) => ({
    title,
    summary,
    ...(annotations.length === 0 ? {} : { annotations: shown(annotations, from) }),
  });
  const { data } = await wire.inRepository(place, {
    route: "POST /repos/{owner}/{repo}/check-runs",
    parameters: { name, head_sha: sha, status: "completed", conclusion, output: output(0) },
    answer: numbered,
  });
  for (let from = mostAtOnce; from < annotations.length; from += mostAtOnce) {
    await wire.inRepository(place, {
      route: "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
      parameters: { check_run_id: data.id, output: output(from) },
      answer: acknowledged,
    });
  }
}

function shown(annotations: readonly Annotation[], from: number) {
  return annotations
    .slice(from, from + mostAtOnce)
    .map(({ path, line, level, title, message }) => ({
      path,
      start_line: line,
      end_line: line,
      annotation_level: level,
      title: title.slice(0, longestTitle),
      message,
    }));
}
