import { readNamedValues, type Setting } from "../../std/setting.ts";
import { whatIsWrongWith } from "./https-post.ts";
import { whyUnfit } from "./sign.ts";

/** Destinations by the names that config gives them; white space separates, URLs hold commas. */
export const webhookUrls: Setting<ReadonlyMap<string, string>> = {
  name: "WEBHOOK_URLS",
  expected:
    "addresses over https without credentials, each behind a name of letters, digits, -, _ and . " +
    "and an =, separated by spaces or line ends",
  example: '"teams=https://example.com/hooks/1 pager=https://example.com/hooks/2"',
  read: (text) => readNamedValues(text, { separator: /\s+/, fits: isCallable }),
};

/** What messages are signed with, newest first. */
export const webhookKeys: Setting<readonly string[]> = {
  name: "WEBHOOK_KEYS",
  expected: "signing keys of at least 24 bytes each, newest first, separated by commas",
  example: '"whsec_$(openssl rand -base64 32)"',
  read(text) {
    const keys = text
      .split(",")
      .map((key) => key.trim())
      .filter((key) => key !== "");
    const [wrong] = keys.flatMap((key, index) => whyUnfit(key, index) ?? []);
    return wrong === undefined ? { value: keys } : { wrong };
  },
};

function isCallable(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && whatIsWrongWith(url) === undefined;
}
