import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    readonly settings: Readonly<Record<string, string>>;
  }
}

/** Each setting beyond the first two is asked for only by the tests that cannot do without it. */
export const meanings = {
  ALLCLEAR_LIVE_TOKEN: "a token of somebody who may write issues there, for example github_pat_…",
  ALLCLEAR_LIVE_REPOSITORY: "a throwaway repository, for example octo/scratch",
  ALLCLEAR_LIVE_API_URL: "another REST root than https://api.github.com",
  ALLCLEAR_LIVE_READER_TOKEN: "a token of somebody who may only read that repository",
  ALLCLEAR_LIVE_TRIAGER_TOKEN: "a token of somebody with the role triage there",
  ALLCLEAR_LIVE_PRIVATE_REPOSITORY: "a private repository of the token's owner",
  ALLCLEAR_LIVE_CUSTOM_ROLE_LOGIN: "the login of somebody who has a custom role there",
  ALLCLEAR_LIVE_PULL_REQUEST: "the number of an open pull request there",
  ALLCLEAR_LIVE_APP_ID: "the id of an App installed there that may write issues and hears of them",
  ALLCLEAR_LIVE_PRIVATE_KEY_PATH: "the file with that App's private key",
  ALLCLEAR_LIVE_HOOK: "what that App's webhook URL is: `unreachable`, or `late` (over 10 s)",
} as const;

export type SettingName = keyof typeof meanings;

/** What `ALLCLEAR_LIVE_…` says; fails with what to set when it says nothing. */
export function setting(name: SettingName): string {
  const value = inject("settings")[name];
  if (value === undefined) throw new Error(askFor([name]));
  return value;
}

export function apiUrl(): string {
  const url = inject("settings").ALLCLEAR_LIVE_API_URL ?? "https://api.github.com";
  return url.replace(/\/+$/, "");
}

export function askFor(names: readonly SettingName[]): string {
  return `Set ${names.map((name) => `${name} (${meanings[name]})`).join(" and ")}.`;
}
