import { z } from "zod";
import type { Instant } from "../../core/incident/stamp.ts";
import type { RunSeen } from "../../core/rollback/history.ts";
import { instant } from "./answers.ts";
import type { Place } from "./call.ts";
import { forbiddenIfHidden } from "./forbidden-if-hidden.ts";
import type { Wire } from "./wire.ts";

const runAnswer = z
  .object({
    id: z.number(),
    name: z.string().nullish(),
    head_sha: z.string(),
    head_branch: z.string().nullish(),
    html_url: z.string(),
    created_at: instant,
  })
  .transform(
    (run): RunSeen => ({
      id: run.id,
      name: run.name ?? "",
      sha: run.head_sha,
      branch: run.head_branch ?? "",
      url: run.html_url,
      createdAt: run.created_at,
    }),
  );

/** Workflow runs that failed, created since then, newest first; at most 100. */
export async function listFailedRuns(
  wire: Wire,
  place: Place,
  since: Instant,
): Promise<readonly RunSeen[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/actions/runs",
    parameters: { status: "failure", created: `>=${since}`, per_page: 100 },
    answer: z.object({ workflow_runs: z.array(runAnswer) }),
  });
  const { data } = await forbiddenIfHidden(wire, place, call);
  return [...data.workflow_runs].sort(
    (a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id,
  );
}
