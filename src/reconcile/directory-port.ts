import type { Instant } from "../core/incident/stamp.ts";
import type { Address } from "./address.ts";

/** What a resync needs to know of everything the App can see. Fails as `ports.ts` says. */
export interface Directory {
  /** Suspended installations are left out: nothing can be read there. */
  listInstallations(): Promise<readonly InstallationEntry[]>;
  listRepositories(installation: number): Promise<readonly RepositoryEntry[]>;
  /** Issues that are or were incidents, in any state; all of them, pull requests left out. */
  listIncidentIssues(
    repository: RepositoryPlace,
    filter: { label?: string; since?: Instant },
  ): Promise<readonly ListedIssue[]>;
  /** What deliveries that failed after `since` were about; oldest first. */
  failedDeliveries(since?: DeliveryMark): Promise<FailedDeliveries>;
}

export interface InstallationEntry {
  readonly installation: number;
  /** The organization or user it is installed on. */
  readonly account: string;
}

export type RepositoryPlace = Pick<Address, "installation" | "repository" | "name">;

export interface RepositoryEntry extends RepositoryPlace {
  readonly archived: boolean;
  readonly hasIssues: boolean;
}

export interface ListedIssue {
  readonly address: Address;
  readonly updatedAt: Instant;
  readonly labels: readonly string[];
  readonly state: "open" | "closed";
}

/** The id of a delivery, as text: ids outgrow what a number can hold exactly. */
export type DeliveryMark = string;

export interface FailedDeliveries {
  readonly addresses: readonly Address[];
  /** Give this as `since` next time; absent when there is nothing to remember. */
  readonly mark?: DeliveryMark;
  /** True when not all were read: ask again with the mark. */
  readonly more: boolean;
}
