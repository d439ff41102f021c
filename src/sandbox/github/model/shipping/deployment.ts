import type { Account, App } from "../records.ts";

export interface Deployment {
  id: number;
  sha: string;
  /** What was asked to be deployed: a branch, a tag, or a commit. */
  ref: string;
  task: string;
  environment: string;
  production: boolean;
  transient: boolean;
  description: string | null;
  payload: Record<string, unknown> | string;
  creator: Account;
  viaApp: App | null;
  createdAt: string;
  updatedAt: string;
  /** Oldest first. */
  statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  id: number;
  state: string;
  description: string;
  environment: string;
  environmentUrl: string;
  logUrl: string;
  creator: Account;
  viaApp: App | null;
  createdAt: string;
}
