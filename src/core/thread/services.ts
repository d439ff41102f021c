import { plainWord } from "./phone-text.ts";

const serviceName = /^[\p{L}\p{N}_][\p{L}\p{N}._/-]{0,99}$/u;

/** The names in `api,web` or `api web`; undefined when one of them is no name. */
export function readServices(text: string): readonly string[] | undefined {
  const names = listed(text);
  return names.every((name) => serviceName.test(name)) ? [...new Set(names)] : undefined;
}

/** The parts of a list that is written with commas, blanks or both. */
export function listed(text: string): readonly string[] {
  return text
    .split(/[\s,;\uff0c]+/)
    .map(plainWord)
    .filter((part) => part !== "");
}
