import { plainWord } from "./phone-text.ts";

const serviceName = /^[\p{L}\p{N}_][\p{L}\p{N}._/-]{0,99}$/u;

/** More than this in one command is a flood: nobody reads it, and the card has no room. */
export const mostListed = 50;

/** The names in `api,web` or `api web`; undefined when one of them is no name, or they are many. */
export function readServices(text: string): readonly string[] | undefined {
  const names = [...new Set(listed(text))];
  if (names.length > mostListed) return undefined;
  return names.every((name) => serviceName.test(name)) ? names : undefined;
}

/** The parts of a list that is written with commas, blanks or both. */
export function listed(text: string): readonly string[] {
  return text
    .split(/[\s,;\uff0c]+/)
    .map(plainWord)
    .filter((part) => part !== "");
}
