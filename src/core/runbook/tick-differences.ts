import type { FollowedRunbook, StepState } from "../incident/mitigation.ts";
import { isTicked, ticksIn } from "./ticks.ts";

/** A box that shows something else than the incident knows. */
export interface TickDifference {
  /** From one. */
  readonly step: number;
  /** What the box shows. */
  readonly ticked: boolean;
}

/** The boxes of a comment that differ from the steps of the runbook that is followed. */
export function tickDifferences(
  body: string,
  { steps }: Pick<FollowedRunbook, "steps">,
): readonly TickDifference[] {
  return [...ticksIn(body)].flatMap(([step, ticked]) => {
    const known = steps[step - 1];
    return known === undefined || isTicked(known.state) === ticked ? [] : [{ step, ticked }];
  });
}

/** The states of the steps by their number. */
export function statesOf({
  steps,
}: Pick<FollowedRunbook, "steps">): ReadonlyMap<number, StepState> {
  return new Map(steps.map(({ state }, at) => [at + 1, state]));
}

/** Under which name the incident notes which stamp set a step. */
export function stepField(step: number): string {
  return `step ${step}`;
}
