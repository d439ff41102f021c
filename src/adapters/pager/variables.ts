import { readNamedValues, type Setting } from "../../std/setting.ts";

/** Integration keys of services, by the names that config gives them after `pagerduty:`. */
export const pagerDutyKeys: Setting<ReadonlyMap<string, string>> = {
  name: "PAGERDUTY_KEYS",
  expected:
    "integration keys of 32 characters, each behind a name of letters, digits, -, _ and . and " +
    "an =, separated by commas",
  example: '"checkout=<integration key>,search=<integration key>"',
  read: (text) => readNamedValues(text, { separator: /[\s,]+/, fits: isIntegrationKey }),
};

/** Where events go, for accounts in the European region. */
export const pagerDutyUrl: Setting<string> = {
  name: "PAGERDUTY_URL",
  expected: "where PagerDuty takes events, over https and without credentials",
  example: "https://events.eu.pagerduty.com/v2/enqueue",
  read: (text) => (isHttpsUrl(text) ? { value: text } : { wrong: "it is no such URL" }),
};

function isIntegrationKey(text: string): boolean {
  return /^[A-Za-z0-9_-]{32}$/.test(text);
}

function isHttpsUrl(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === "https:" && url.username === "" && url.password === "";
}
