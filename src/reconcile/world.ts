import type { Address } from "./address.ts";
import type { Chat } from "./chat-port.ts";
import type { Memory } from "./memory-port.ts";
import type { Pager } from "./pager-port.ts";
import type { Clock, Host, Identity, Seal } from "./ports.ts";
import type { RunbookReader } from "./runbooks/runbook-reader.ts";
import type { SettingsReader } from "./settings.ts";
import type { Webhooks } from "./webhook-port.ts";

/** Everything a look may reach. */
export interface World {
  readonly host: Host;
  readonly memory: Memory;
  readonly seal: Seal;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly settings: SettingsReader;
  readonly runbooks: RunbookReader;
  /** Wakes people outside GitHub; absent where nobody set one up. */
  readonly pager?: Pager;
  /** Tells destinations outside GitHub; absent where nobody set that up. */
  readonly webhooks?: Webhooks;
  readonly chat?: Chat;
  /** What is set up outside GitHub; absent where that is not known. */
  readonly outside?: KnownOutside;
  /**
   * Asked before a rollback is tried while a look still reads: a trial writes loose objects and a
   * scratch branch. Throws when this look may not write.
   */
  readonly mayTry?: () => Promise<void>;
  /** Asks for a look at another issue; absent where nobody would carry it out. */
  readonly ask?: (address: Address) => Promise<void>;
  /** Told what could not be done and will not be tried again; for logs and metrics. */
  readonly report?: (what: string) => void;
}

/** Names as config uses them, for a check of the setup. */
export interface KnownOutside {
  readonly pagerduty: ReadonlySet<string>;
  readonly webhook: ReadonlySet<string>;
  readonly chat: boolean;
}
