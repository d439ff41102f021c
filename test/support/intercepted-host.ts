import type { Pager } from "../../src/reconcile/pager-port.ts";
import type { Host } from "../../src/reconcile/ports.ts";

/** One call of the host's port, or of the pager's. */
export interface HostCall {
  /** Counts from 1 over all calls of a world. */
  readonly number: number;
  readonly method: keyof Host | keyof Pager;
  readonly args: readonly unknown[];
  readonly isWrite: boolean;
  /** Which process called. */
  readonly by: string;
}

/** Decides what becomes of a call: it may send it, fail it, delay it or never answer. */
export type Intercept = (call: HostCall, send: () => Promise<unknown>) => Promise<unknown>;

const writes: readonly HostCall["method"][] = [
  "createComment",
  "editComment",
  "editIssue",
  "openIssue",
  "addLabels",
  "removeLabel",
  "assign",
  "unassign",
  "react",
  "pin",
  "createTree",
  "createCommit",
  "createBranch",
  "deleteBranch",
  "mergeInto",
  "openPull",
  "requestReviews",
  "reportCheck",
  "addSubIssue",
  "page",
];

export interface Intercepting {
  readonly by: string;
  readonly log: HostCall[];
  readonly intercept: Intercept;
}

/** The host or the pager with every call handed to `intercept`; calls are counted in `log`. */
export function intercepted<Port extends Host | Pager>(
  port: Port,
  { by, log, intercept }: Intercepting,
): Port {
  return new Proxy(port, {
    get(target, property, receiver) {
      const method = property as HostCall["method"];
      const run: unknown = Reflect.get(target, property, receiver);
      if (typeof run !== "function") return run;
      return async (...args: unknown[]) => {
        const isWrite = writes.includes(method);
        const call: HostCall = { number: log.length + 1, method, args, isWrite, by };
        log.push(call);
        return intercept(call, async () => Reflect.apply(run, target, args));
      };
    },
  });
}
