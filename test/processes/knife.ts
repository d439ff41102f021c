import type { Fault } from "../../src/sandbox/github/http/faults.ts";
import type { Sandbox } from "../../src/sandbox/github/sandbox.ts";

/** What becomes of the call at which a process dies. */
export const cuts = ["not applied", "applied, no answer", "answered"] as const;
export type Cut = (typeof cuts)[number];

export interface Knife {
  /** Resolves when it has fallen, with the call. */
  readonly fallen: Promise<string>;
  hasFallen(): boolean;
  /** Now, wherever the process is. */
  fall(): void;
}

/** Calls `kill` in the middle of the App's n-th call from now, counted from 1. */
export function armKnife(
  { github }: Pick<Sandbox, "github">,
  at: { readonly call: number; readonly cut: Cut; readonly only?: RegExp },
  kill: () => void,
): Knife {
  const fallen = Promise.withResolvers<string>();
  let used = false;
  let calls = 0;
  const fall = (call: string) => {
    if (used) return;
    used = true;
    kill();
    fallen.resolve(call);
  };
  github.faults = ({ actor, method, path }) => {
    if (used || !actor.startsWith("allclear") || at.only?.test(path) === false) return undefined;
    calls += 1;
    if (calls < at.call) return undefined;
    fall(`${method} ${path}, ${at.cut}`);
    return faultOf(at.cut);
  };
  return { fallen: fallen.promise, hasFallen: () => used, fall: () => fall("between two calls") };
}

function faultOf(cut: Cut): Fault | undefined {
  return cut === "answered" ? undefined : { kind: "reset", applied: cut !== "not applied" };
}
