import type { Headers } from "./trouble.ts";

/** The little of an octokit that we use; `ProbotOctokit` and `@octokit/rest` both have it. */
export interface Octokit {
  readonly request: {
    (
      route: string,
      parameters?: Readonly<Record<string, unknown>>,
    ): Promise<{ status: number; headers: Headers; data: unknown }>;
    readonly endpoint: { readonly DEFAULTS: { readonly baseUrl: string } };
  };
  readonly auth: (options: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** The octokit that acts as an installation, or as the App itself for `asApp`. */
export type OctokitFor = (installation: number) => Octokit | Promise<Octokit>;

/** Stands for the App itself where an installation is asked for; GitHub's ids start at 1. */
export const asApp = 0;

/** Octokit's own log prints request bodies and options; ours is made in `wire.ts`. */
export const silent = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  fatal: () => undefined,
};
