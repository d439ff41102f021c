import { type Address, keyOf, mergeAddresses } from "../../src/reconcile/address.ts";

/** What a database would still hold of the queue when its process dies. */
export interface DurableJobs {
  add(address: Address): void;
  /** To be called when a look begins; the result goes to `done`. */
  begin(key: string): number;
  /** The look is done; what came in since is not. */
  done(key: string, begun: number): void;
  open(): readonly Address[];
  forget(): void;
  /** What is to be looked at when; by key. */
  readonly alarms: Map<string, { readonly address: Address; readonly at: Date }>;
}

export function durableJobs(): DurableJobs {
  const jobs = new Map<string, { address: Address; version: number }>();
  let version = 0;
  return {
    add: (address) => {
      const key = keyOf(address);
      const known = jobs.get(key)?.address;
      const merged = known === undefined ? address : mergeAddresses(known, address);
      jobs.set(key, { address: merged, version: ++version });
    },
    begin: (key) => jobs.get(key)?.version ?? 0,
    done: (key, begun) => {
      if (jobs.get(key)?.version === begun) jobs.delete(key);
    },
    open: () => [...jobs.values()].map(({ address }) => address),
    forget: () => jobs.clear(),
    alarms: new Map(),
  };
}
