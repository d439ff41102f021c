import { plainWord } from "./phone-text.ts";

/** The number of an action item: plain digits, from 1 to 9999. */
export function readItemNumber(word: string): number | undefined {
  const plain = plainWord(word);
  return /^[1-9]\d{0,3}$/.test(plain) ? Number(plain) : undefined;
}
