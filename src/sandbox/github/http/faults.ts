/** What a request looks like to whoever wants to disturb it. */
export interface SeenRequest {
  /** Counts from 0 over the life of the server. */
  index: number;
  method: string;
  path: string;
  /** The route's template, or `undefined` for a route the stand-in does not serve. */
  route: string | undefined;
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** The login that the token stands for; the App's slug on its own routes. */
  actor: string;
}

/**
 * Instead of the proper answer. `applied` says whether the request takes effect all the same:
 * `reset` with `applied: true` is the write whose answer was lost.
 */
export type Fault =
  | {
      kind: "answer";
      status: number;
      headers?: Record<string, string>;
      body?: unknown;
      applied?: boolean;
    }
  | { kind: "delay"; milliseconds: number }
  | { kind: "reset"; applied?: boolean }
  | { kind: "truncated" }
  | { kind: "html"; applied?: boolean };

export type Faults = (request: SeenRequest) => Fault | undefined;

/** Whether the world changes although the answer is disturbed. */
export function takesEffect(fault: Fault | undefined): boolean {
  if (!fault || fault.kind === "delay" || fault.kind === "truncated") return true;
  return fault.applied ?? false;
}
