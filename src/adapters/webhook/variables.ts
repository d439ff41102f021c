import { readNamedValues, type Setting } from "../../std/setting.ts";
import { whatIsWrongWith } from "./https-post.ts";
import { whyUnfit } from "./sign.ts";

/** Destinations by the names that config gives them; white space separates, URLs hold commas. */
export const webhookUrls: Setting<ReadonlyMap<string, string>> = {
  name: "WEBHOOK_URLS",
  expected:
    "addresses over https without credentials, each behind a name of letters, digits, -, _ and . " +
    "and an =, separated by spaces or line ends (not by commas)",
  example: '"teams=https://example.com/hooks/1 pager=https://example.com/hooks/2"',
  read: (text) => readNamedValues(text, { separator: /\s+/, fits: isCallable }),
};

/** What messages are signed with, newest first. */
export const webhookKeys: Setting<readonly string[]> = {
  name: "WEBHOOK_KEYS",
  expected: "signing keys of at least 24 bytes each, newest first, separated by commas",
  example: '"whsec_<the output of: openssl rand -base64 32>"',
  read(text) {
    const keys = text
      .split(",")
      .map((key) => key.trim())
      .filter((key) => key !== "");
    const [wrong] = keys.flatMap((key, index) => whyUnfit(key, index) ?? []);
    return wrong === undefined ? { value: keys } : { wrong };
  },
};

/** A comma and a further name: somebody took it for the other kind of list. */
const twoInOne = /,[\w.-]+=https?:/i;

function isCallable(text: string): boolean {
  if (twoInOne.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && whatIsWrongWith(url) === undefined;
}
