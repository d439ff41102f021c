import { z } from "zod";
import type { ChecksSeen } from "../../core/rollback/history.ts";
import { type Answer, type Call, type Place, unlessAnswered } from "./call.ts";
import { readPages } from "./pages.ts";
import type { Wire } from "./wire.ts";

/** One check or status, in our words. */
interface Verdict {
  readonly name: string;
  readonly state: "pending" | "passed" | "failed";
}

const mostNames = 20;
const mostPages = 10;
const unknownCommit = [409, 422];

/** Checks and statuses of a commit as one; `none` where there are neither, or no such commit. */
export async function readChecks(
  wire: Wire,
  place: Place,
  { sha, without }: { sha: string; without?: string | undefined },
): Promise<ChecksSeen> {
  const all = [
    ...(await readAll(wire, place, { ...checkRuns, sha })),
    ...(await readAll(wire, place, { ...statuses, sha })),
  ];
  const verdicts = all.filter(({ name }) => name !== without);
  const failed = verdicts.filter(({ state }) => state === "failed").map(({ name }) => name);
  return { state: stateOf(verdicts), failed: [...new Set(failed)].slice(0, mostNames) };
}

function stateOf(verdicts: readonly Verdict[]): ChecksSeen["state"] {
  if (verdicts.length === 0) return "none";
  const states = new Set(verdicts.map(({ state }) => state));
  if (states.has("failed")) return "failed";
  return states.has("pending") ? "pending" : "passed";
}

const failures = ["failure", "timed_out", "cancelled", "action_required", "startup_failure"];

const checkRuns = {
  route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
  parameters: { filter: "latest" },
  answer: z
    .object({
      check_runs: z.array(
        z.object({ name: z.string(), status: z.string(), conclusion: z.string().nullish() }),
      ),
    })
    .transform(({ check_runs }) =>
      check_runs.map(({ name, status, conclusion }): Verdict => {
        if (status !== "completed") return { name, state: "pending" };
        return { name, state: failures.includes(conclusion ?? "") ? "failed" : "passed" };
      }),
    ),
};

const statuses = {
  route: "GET /repos/{owner}/{repo}/commits/{ref}/status",
  parameters: {},
  answer: z
    .object({ statuses: z.array(z.object({ context: z.string(), state: z.string() })) })
    .transform((answer) =>
      answer.statuses.map(({ context: name, state }): Verdict => {
        if (state === "pending") return { name, state };
        return { name, state: state === "success" ? "passed" : "failed" };
      }),
    ),
};

async function readAll(
  wire: Wire,
  place: Place,
  { sha, parameters, ...call }: Call<Verdict[]> & { sha: string },
): Promise<readonly Verdict[]> {
  const read = (page: number): Promise<Answer<readonly Verdict[]>> => {
    const paged = { ...parameters, ref: sha, per_page: 100, page };
    const answer = wire.inRepository(place, { ...call, parameters: paged, expects: unknownCommit });
    return unlessAnswered(answer, unknownCommit, { data: [], link: undefined });
  };
  const { rows } = await readPages(read, { until: (rows) => rows.length >= 100 * mostPages });
  return rows;
}
