import type { Address } from "../reconcile/address.ts";
import type { Directory } from "../reconcile/directory-port.ts";
import type { Memory } from "../reconcile/memory-port.ts";
import type { Clock } from "../reconcile/ports.ts";
import type { LookQueue } from "../reconcile/queue-port.ts";
import type { SettingsReader } from "../reconcile/settings.ts";
import type { KnownLabels } from "./known-labels.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { OpenIncidents } from "./open-incidents.ts";
export interface Resync { run(): Promise<void>; start(ms: number): void; startFullPass(): void; stop(): Promise<void> }
export interface ResyncOptions { directory: Directory; settings: SettingsReader; queue: LookQueue<Address>; memory: Memory; clock: Clock; log: Log; metrics: Metrics; labels: KnownLabels; open: OpenIncidents }
export function resync(_options: ResyncOptions): Resync { return { async run() {}, start() {}, startFullPass() {}, async stop() {} }; }
