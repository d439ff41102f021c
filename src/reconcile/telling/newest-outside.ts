import type { Owed } from "../../core/card/record.ts";
import { destinationText } from "../../core/incident/destinations.ts";

/** What a destination that was away still wants to hear: what came before is told on the issue. */
const mostForDestination = 3;
const mostForRoom = 20;

/**
 * What waits for those outside: of what a destination has not taken so far the newest few, which
 * say how many are missing. All that waits for the room is one, since its end must come after its
 * words.
 */
export function newestOutside(leftOver: readonly Owed[], added: readonly Owed[]): readonly Owed[] {
  const names = new Set(leftOver.flatMap(destinationIn));
  const kept = [...names].reduce((owed, name) => fewTells(owed, name, added), leftOver);
  return oneRoom([...kept, ...added]);
}

function fewTells(owed: readonly Owed[], name: string, added: readonly Owed[]): readonly Owed[] {
  const isHere = (one: Owed) => destinationIn(one)[0] === name;
  const waiting = owed.filter(isHere);
  const room = Math.max(mostForDestination - added.filter(isHere).length, 1);
  const gone = waiting.slice(0, Math.max(waiting.length - room, 0));
  const [oldest] = gone;
  const first = waiting[gone.length];
  if (oldest === undefined || first?.kind !== "tell") return owed;
  const missed = [...gone, first].reduce(
    (sum, one) => sum + (one.kind === "tell" ? (one.missed ?? 0) : 0),
    gone.length,
  );
  // It has waited since the first of them: some day it is given up.
  const { owedAt } = oldest;
  const heir: Owed = { ...first, missed, ...(owedAt !== undefined && { owedAt }) };
  const dropped = new Set(gone);
  return owed.filter((one) => !dropped.has(one)).map((one) => (one === first ? heir : one));
}

function destinationIn(one: Owed): readonly string[] {
  return one.kind === "tell" ? [destinationText(one.destination)] : [];
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
