/** Characters that take no room: an editor or a chat program leaves them behind unseen. */
const unseen = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** No level, status or reason is longer. */
const longestLabel = 60;

/** A word as its writer meant it: without unseen characters, with a plain dash in front. */
export function plainWord(word: string): string {
  return word.replace(unseen, "").replace(/^[\u2010-\u2013\u2212]/, "-");
}

/** A word without the punctuation that a sentence puts behind it. */
export function plainLabel(word: string): string {
  return plainWord(word.slice(0, longestLabel)).replace(/[,:;.]+$/, "");
}

/** What phones make of `"`. */
export const quoteMarks = '"\u201c\u201d\u201e\u201f\u2033\uff02';

/** What phones make of `--`. */
export const longDash = "(?:--|[\u2013\u2014\u2015])";

/** Whether unseen characters stand before the text. */
export function startsUnseen(text: string): boolean {
  return text.search(unseen) === 0;
}
