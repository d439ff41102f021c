import { instantOf } from "../../../std/instant.ts";
import { isTicket } from "../../config/ladder.ts";
import type { Incident } from "../incident.ts";
import type { DeadlinesOf } from "./deadline.ts";

/** The first half hour by the playbooks: what each part of it is for. */
export interface TimeBox {
  readonly name: string;
  /** Minutes after the declaration. */
  readonly from: number;
  readonly until?: number;
  readonly purpose: string;
}

const boxes = [
  { name: "assess", from: 0, until: 5, purpose: "assess and tell" },
  { name: "diagnose", from: 5, until: 15, purpose: "diagnose" },
  { name: "mitigate", from: 15, until: 30, purpose: "mitigate" },
  { name: "stabilize", from: 30, purpose: "stabilize" },
] as const satisfies readonly TimeBox[];

const minuteMs = 60_000;

/** Each edge is shown on the card, and said nowhere. */
export const timeBoxes: DeadlinesOf = (incident, { level }) => {
  const { declaredAt, mitigatedAt } = incident.milestones;
  if (declaredAt === undefined || mitigatedAt !== undefined) return [];
  if (level !== undefined && isTicket(level)) return [];
  const fromMs = Date.parse(declaredAt);
  const steps = boxes.slice(1).map(({ from }) => {
    return { atMs: fromMs + from * minuteMs, step: "due" as const, to: [] };
  });
  const due = instantOf(new Date(fromMs));
  return [{ subject: "phase", due, steps, canWait: false }];
};

/** The part of the first half hour that the card has come to; undefined where none is shown. */
export function timeBoxOf({ reminded, milestones }: Incident): TimeBox | undefined {
  if (milestones.declaredAt === undefined || milestones.mitigatedAt !== undefined) return undefined;
  const [, count = "0"] = /^step([1-9])@/.exec(reminded?.phase ?? "") ?? [];
  return boxes[Number(count)];
}
