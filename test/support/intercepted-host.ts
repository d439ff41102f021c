import type { Host } from "../../src/reconcile/ports.ts";

/** One call of the host's port. */
export interface HostCall {
  /** Counts from 1 over all calls of a world. */
  readonly number: number;
  readonly method: keyof Host;
  readonly args: readonly unknown[];
  readonly isWrite: boolean;
  /** Which process called. */
  readonly by: string;
}

/** Decides what becomes of a call: it may send it, fail it, delay it or never answer. */
export type Intercept = (call: HostCall, send: () => Promise<unknown>) => Promise<unknown>;

const writes: readonly (keyof Host)[] = [
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
];

/** The host with every call handed to `intercept`; calls are counted in `log`. */
export function interceptedHost(
  host: Host,
  { by, log, intercept }: { by: string; log: HostCall[]; intercept: Intercept },
): Host {
  return new Proxy(host, {
    get(target, property, receiver) {
      const method = property as keyof Host;
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
