import { ProbotOctokit } from "probot";
import { asApp, type Octokit, type OctokitFor, silent } from "./octokit.ts";

export interface AppOctokitsOptions {
  readonly appId: number | string;
  readonly privateKey: string;
  /** The REST root; `https://api.github.com` unless said otherwise. */
  readonly baseUrl?: string;
}

const most = 1000;

/**
 * An octokit per installation, made once, so that its token is reused until it expires. Octokit's
 * own retries and throttle are off: they would send a POST up to four times.
 */
export function appOctokits({ appId, privateKey, baseUrl }: AppOctokitsOptions): OctokitFor {
  const made = new Map<number, Octokit>();

  function make(installation: number): Octokit {
    return new ProbotOctokit({
      auth: {
        appId,
        privateKey,
        ...(installation === asApp ? {} : { installationId: installation }),
      },
      ...(baseUrl === undefined ? {} : { baseUrl }),
      userAgent: "allclear",
      log: silent,
      request: { log: silent },
      retry: { enabled: false },
      throttle: { enabled: false },
    });
  }

  return (installation) => {
    const octokit = made.get(installation) ?? make(installation);
    made.delete(installation);
    made.set(installation, octokit);
    const oldest = made.keys().next();
    if (made.size > most && !oldest.done) made.delete(oldest.value);
    return octokit;
  };
}
