import { plainWord } from "./phone-text.ts";

/** Longest address we keep. */
const longestUrl = 2000;
const issue = /^(?:[a-z0-9](?:-?[a-z0-9]){0,38}\/[a-z0-9._-]{1,100})?#[1-9]\d{0,9}$/i;
/** Anything that could end a link or begin something else in Markdown. */
const url = /^https?:\/\/[^\s<>"`\\^{}|]+$/i;

/** What a reference to an issue looks like, for answers. */
export const issueForms = "an issue such as #12 or owner/repo#12";
export const targetForms = "an https address, #12 or owner/repo#12";

/** `#12` or `owner/repo#12`. */
export function readIssue(word: string): string | undefined {
  const plain = plainWord(word);
  return issue.test(plain) ? plain : undefined;
}

/** An http(s) address without credentials, `#12` or `owner/repo#12`. */
export function readTarget(word: string): string | undefined {
  const plain = plainWord(word).replace(/^<(.*)>$/, "$1");
  return readIssue(plain) ?? (isSafeUrl(plain) ? plain : undefined);
}

function isSafeUrl(text: string): boolean {
  if (text.length > longestUrl || !url.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === "" && password === "";
}
