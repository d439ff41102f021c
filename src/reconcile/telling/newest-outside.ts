import type { Owed } from "../../core/card/record.ts";
import { destinationText } from "../../core/incident/destinations.ts";

/** What a destination that was away still wants to hear: what came before is told on the issue. */
const mostForDestination = 3;
const mostForRoom = 20;

/**
 * What waits for those outside: of each destination the newest few, which say how many are missing.
 * All that waits for the room is one, since its end must come after its words.
 */
export function newestOutside(owed: readonly Owed[]): readonly Owed[] {
  return oneRoom(fewTells(owed));
}

function fewTells(owed: readonly Owed[]): readonly Owed[] {
  const tells = owed.filter((one) => one.kind === "tell");
  const byDestination = Map.groupBy(tells, ({ destination }) => destinationText(destination));
  const dropped = new Set<Owed>();
  const missed = new Map<Owed, number>();
  for (const ofDestination of byDestination.values()) {
    const gone = ofDestination.slice(0, Math.max(ofDestination.length - mostForDestination, 0));
    const [first] = ofDestination.slice(-mostForDestination);
    if (gone.length === 0 || first === undefined) continue;
    for (const one of gone) dropped.add(one);
    missed.set(
      first,
      gone.reduce((sum, { missed: before = 0 }) => sum + before + 1, 0),
    );
  }
  if (dropped.size === 0) return owed;
  return owed
    .filter((one) => !dropped.has(one))
    .map((one) => {
      const count = missed.get(one);
      if (one.kind !== "tell" || count === undefined) return one;
      return { ...one, missed: count + (one.missed ?? 0) };
    });
}

function oneRoom(owed: readonly Owed[]): readonly Owed[] {
  const rooms = owed.filter((one) => one.kind === "room");
  const last = rooms.at(-1);
  if (last === undefined || rooms.length === 1) return owed;
  const messages = rooms.flatMap((one) => one.messages).slice(-mostForRoom);
  const [{ owedAt } = last] = rooms;
  const merged: Owed = { ...last, messages, ...(owedAt !== undefined && { owedAt }) };
  return owed
    .filter((one) => one.kind !== "room" || one === last)
    .map((one) => (one === last ? merged : one));
}
