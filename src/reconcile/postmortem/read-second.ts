import type { IncidentRecord, ThreadRead } from "../../core/card/record.ts";
import { type Instant, readStamp, stamp } from "../../core/incident/stamp.ts";
import type { Unauthorized } from "../authorize.ts";
import { type Observation, overlapMs } from "../observe.ts";
import { readAmendments, readDeletions, readNewComments } from "../read-comments.ts";
import type { World } from "../world.ts";
import { type SecondThread, threadReadOf } from "./second-thread.ts";

export interface SecondCommands {
  readonly asked: readonly Unauthorized[];
  readonly until?: Instant;
}

/** What was said on the postmortem since it was last read: the same language as on the incident. */
export async function readSecondCommands(
  observation: Observation,
  record: IncidentRecord,
  world: World,
): Promise<SecondCommands> {
  const { second } = observation;
  if (second === undefined) return { asked: [] };
  const there = { ...observation, ...second };
  const { createdAt, id } = second.issue;
  const floor = stamp({ at: createdAt, kind: "i", id, line: 0 });
  const read = { ...record, ...threadReadOf(record, second), floor };
  const { asked, until } = await readNewComments(there, read, world);
  const all = [
    ...asked,
    ...(await readAmendments(there, read, world)),
    ...(await readDeletions(there, read, world)),
  ];
  const on = second.issue.number;
  return { asked: all.map((one) => ({ ...one, on })), ...(until !== undefined && { until }) };
}

/** How far the postmortem's thread has been read after this look. */
export function secondRead(
  record: IncidentRecord,
  second: SecondThread,
  { commands, until }: { commands: readonly { stamp: string; on?: number }[]; until?: Instant },
): ThreadRead {
  const before = threadReadOf(record, second);
  const newest = second.comments.reduce(
    (at, { createdAt }) => (Date.parse(createdAt) > Date.parse(at) ? createdAt : at),
    before.seenUntil,
  );
  const seenUntil = until ?? newest;
  const now = commands.flatMap((command): [number, Instant][] => {
    const { kind, id, at } = readStamp(command.stamp);
    return kind === "c" && command.on === second.issue.number ? [[id, at]] : [];
  });
  const horizon = Date.parse(seenUntil) - overlapMs;
  const processed = [...new Map([...before.processed, ...now])]
    .filter(([, at]) => Date.parse(at) >= horizon)
    .sort(([a], [b]) => a - b);
  return { seenUntil, processed };
}
