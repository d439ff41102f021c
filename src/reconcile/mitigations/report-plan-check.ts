import type { Effect } from "../../core/card/record.ts";
import { mitigationOf } from "../../core/incident/mitigation.ts";
import type { Applying } from "../apply.ts";

export const planCheckName = "allclear/rollback-plan";

/** Says on a hotfix's commit whether its pull request tells how it is taken back. */
export async function reportPlanCheck(
  { mitigation, sha }: Extract<Effect, { kind: "plan-check" }>,
  { incident, observation, world }: Applying,
): Promise<void> {
  const known = incident && mitigationOf(incident, mitigation);
  if (known?.planCheck?.sha !== sha) return;
  const { repository, repositoryId, planCheck } = known;
  const { installation } = observation.address;
  await world.host.reportCheck(
    { installation, repository: repositoryId, name: repository },
    {
      name: planCheckName,
      sha,
      conclusion: planCheck.filled ? "success" : "failure",
      title: planCheck.filled ? "The rollback plan is written" : "The rollback plan is missing",
      summary: planCheck.filled
        ? "The section _Rollback plan_ says how this hotfix is taken back."
        : "Please write in the section _Rollback plan_ of the description how this hotfix is " +
          "taken back if it makes things worse. For example: `git revert` of the merge commit, " +
          "then deploy; no data changes.",
    },
  );
}
