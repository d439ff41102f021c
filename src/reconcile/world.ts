import type { Memory } from "./memory-port.ts";
import type { Clock, Host, Identity, Seal } from "./ports.ts";
import type { RunbookReader } from "./runbooks/runbook-reader.ts";
import type { SettingsReader } from "./settings.ts";

/** Everything a look may reach. */
export interface World {
  readonly host: Host;
  readonly memory: Memory;
  readonly seal: Seal;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly settings: SettingsReader;
  readonly runbooks: RunbookReader;
  /** Told what could not be done and will not be tried again; for logs and metrics. */
  readonly report?: (what: string) => void;
}
