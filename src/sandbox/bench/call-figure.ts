import type { RecordedRequest } from "../github/http/server.ts";
import { atMost, type Figure } from "./figure.ts";

export interface CountedCalls {
  readonly what: string;
  readonly calls: readonly RecordedRequest[];
  /** Absent: for scale. */
  readonly most?: number | undefined;
  readonly writes?: number | undefined;
  readonly aside?: string;
}

/** A row of calls: how many, how many of them write, and which when there are too many. */
export function figureOfCalls({ what, calls, most, writes, aside }: CountedCalls): Figure {
  const wrote = calls.filter(({ method }) => method !== "GET").length;
  const tooManyWrites = writes !== undefined && wrote > writes;
  const target = most === undefined ? undefined : atMost(most, calls.length);
  const written = `${wrote} of them ${wrote === 1 ? "writes" : "write"}`;
  return {
    what,
    value: calls.length,
    unit: calls.length === 1 ? "call" : "calls",
    ...(target && { target: { ...target, met: target.met && !tooManyWrites } }),
    aside: aside === undefined ? written : `${written}; ${aside}`,
    why: routesOf(calls),
  };
}

/** In order; calls that differ by a name of git's alone, one after the other, are one line. */
function routesOf(calls: readonly RecordedRequest[]): readonly string[] {
  const runs: { route: string; count: number }[] = [];
  for (const { method, path, status } of calls) {
    const route = `${method} ${path.replace(/[0-9a-f]{40}/g, "<sha>")} → ${status}`;
    const last = runs.at(-1);
    if (last?.route === route) last.count += 1;
    else runs.push({ route, count: 1 });
  }
  return runs.map(({ route, count }) => (count === 1 ? route : `${route} (${count} times)`));
}
