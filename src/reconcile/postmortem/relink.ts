import type { ActionItem, Incident } from "../../core/incident/incident.ts";
import type { Stamp } from "../../core/incident/stamp.ts";
import { type ChecklistRow, rowsIn } from "../../core/postmortem/checklist.ts";
import { Stop } from "../failure.ts";
import type { Observation } from "../observe.ts";
import type { Issue } from "../ports.ts";
import type { World } from "../world.ts";
import { findPostmortem } from "./open-postmortem.ts";

/**
 * The postmortem of an incident whose card was restored from the thread: found by its marker, with
 * the action items as its checklist has them. It opens nothing.
 */
export async function relinkPostmortem(
  incident: Incident,
  observation: Observation,
  world: World,
): Promise<Incident> {
  const issue = await findUnlessHidden(incident, observation, world);
  const { postmortem } = incident;
  if (issue === undefined) {
    if (postmortem?.state !== "opening") return incident;
    const why = "the card was lost, and no postmortem of it is there";
    return { ...incident, postmortem: { ...postmortem, state: "not-opened", why } };
  }
  const { number, id, url, createdAt } = issue;
  const stamp: Stamp = `${createdAt}/m/${id}/0`;
  const by = issue.author.login;
  const state = issue.state === "open" ? ("open" as const) : ("done" as const);
  const before = postmortem ?? { stamp, by };
  return {
    ...incident,
    postmortem: { ...before, state, issue: { number, id, url } },
    actionItems: itemsOf(incident.actionItems, rowsIn(issue.body), stamp),
  };
}

async function findUnlessHidden(
  incident: Incident,
  observation: Observation,
  world: World,
): Promise<Issue | undefined> {
  try {
    return await findPostmortem(observation, incident.milestones.declaredAt, world);
  } catch (failure) {
    if (failure instanceof Stop) return undefined;
    throw failure;
  }
}

/** What the rows say counts: people have ticked, written and added there since. */
function itemsOf(
  items: readonly ActionItem[],
  rows: readonly ChecklistRow[],
  stamp: Stamp,
): readonly ActionItem[] {
  const numbered = rows.flatMap(({ number, ...row }) =>
    number === undefined ? [] : [[number, row] as const],
  );
  const all = new Map(items.map((item) => [item.number, item]));
  for (const [number, row] of numbered) {
    const { text, owner, due, type, verified, ticked, dropped } = row;
    const state = dropped ? "dropped" : ticked ? "done" : "open";
    const before = all.get(number) ?? { number, stamp };
    all.set(number, {
      ...before,
      ...{ text, state },
      ...(owner !== undefined && { owner }),
      ...(due !== undefined && { due }),
      ...(type !== undefined && { type }),
      ...(verified !== undefined && { verified }),
    });
  }
  return [...all.values()].sort((a, b) => a.number - b.number);
}
