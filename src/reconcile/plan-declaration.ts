import { isReport } from "../core/card/markers.ts";
import { isOurs } from "./card-seen.ts";
import { answersTo } from "./desired.ts";
import type { Observation } from "./observe.ts";
import type { Plan, Step } from "./plan.ts";
import { planDeclared } from "./plan-incident.ts";
import { readDeclaration } from "./read-declaration.ts";
import type { World } from "./world.ts";

/** A thread without a card: it becomes an incident, a report, gets an answer, or nothing. */
export async function planDeclaration(observation: Observation, world: World): Promise<Plan> {
  const declaration = await readDeclaration(observation, world);
  switch (declaration.kind) {
    case "declared":
      return planDeclared(observation, declaration, world);
    case "report":
      return { steps: isReported(observation, world) ? [] : [{ kind: "report" }] };
    case "answers":
      return { steps: answersTo(declaration.events).flatMap(answerHere) };
    default:
      return declaration satisfies never;
  }
}

function answerHere(effect: ReturnType<typeof answersTo>[number]): readonly Step[] {
  if (effect.kind !== "answer") return [];
  return [{ kind: "answer-here", effect: { ...effect, since: 0 } }];
}

function isReported({ comments, settings }: Observation, world: World): boolean {
  return comments.some(
    ({ body, author }) =>
      isReport(body) && isOurs(author.login, world.identity, settings.config.identities),
  );
}
