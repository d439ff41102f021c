import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { QueueDepth } from "../reconcile/queue-port.ts";
import { followedEvents } from "./address-of-delivery.ts";
import { fileEvents } from "./address-of-push.ts";
import { pullRequestEvents } from "./followers.ts";

export type LookResult = "done" | "again" | "stop" | "error" | "given-up" | "limited" | "busy";

/** What `/metrics` tells. One registry per app, so that several fit in a process. */
export interface Metrics {
  delivery(event: string, result: "queued" | "ignored" | "failed"): void;
  look(result: LookResult, ms: number): void;
  call(note: { method: string; route: string; status: number }): void;
  /** The installation is not to be called before then. */
  limited(installation: number, until: Date): void;
  /** Something that could not be done and will not be tried again. */
  notDone(): void;
  resync(kind: string, issues: number): void;
  /** In the Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsOptions {
  readonly depth: () => Promise<QueueDepth>;
  readonly now: () => Date;
}

/** Counters of this process; the depth of the queue is asked when somebody reads them. */
export function createMetrics({ depth, now }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const deliveries = new Counter({
    name: "allclear_deliveries_total",
    help: "Webhook deliveries, by event and by what became of them.",
    labelNames: ["event", "result"],
    registers,
  });
  const looks = new Histogram({
    name: "allclear_look_seconds",
    help: "Looks at an issue or at pushed files, by how they ended.",
    labelNames: ["result"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const calls = new Counter({
    name: "allclear_github_calls_total",
    help: "Calls to GitHub, by route and status; status 0 means that no answer came.",
    labelNames: ["route", "status"],
    registers,
  });
  const notDone = new Counter({
    name: "allclear_not_done_total",
    help: "Effects that could not be carried out and will not be tried again.",
    registers,
  });
  const resyncs = new Counter({
    name: "allclear_resync_issues_total",
    help: "Issues that a resync asked to look at, by what found them.",
    labelNames: ["kind"],
    registers,
  });
  const limits = addGauges(registry, { depth, now });
  return {
    delivery: (event, result) => deliveries.inc({ event: boundedName(event), result }),
    look: (result, ms) => looks.observe({ result }, ms / 1000),
    call: ({ method, route, status }) =>
      calls.inc({ route: `${method} ${route}`, status: String(status) }),
    limited: (installation, until) => limits.set(installation, until.getTime()),
    notDone: () => notDone.inc(),
    resync: (kind, issues) => resyncs.inc({ kind }, issues),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Gauges that are read off when somebody asks; returns where limits are noted. */
function addGauges(registry: Registry, { depth, now }: MetricsOptions): Map<number, number> {
  const limits = new Map<number, number>();
  const registers = [registry];
  new Gauge({
    name: "allclear_queue_depth",
    help: "Looks that wait or run, and alarms.",
    labelNames: ["state"],
    registers,
    async collect() {
      const { waiting, running, alarms } = await depth();
      this.set({ state: "waiting" }, waiting);
      this.set({ state: "running" }, running);
      this.set({ state: "alarms" }, alarms);
    },
  });
  new Gauge({
    name: "allclear_limited_installations",
    help: "Installations that GitHub asked to wait.",
    registers,
    collect() {
      this.set([...limits.values()].filter((until) => until > now().getTime()).length);
    },
  });
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Resident memory of this process.",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return limits;
}

// A label value for whatever a header says would let the series grow without bound.
const named: readonly string[] = [
  ...followedEvents,
  ...pullRequestEvents,
  ...fileEvents,
  "ping",
  "installation",
];

function boundedName(event: string): string {
  return named.includes(event) ? event : "other";
}
