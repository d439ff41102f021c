import { plainWord } from "./phone-text.ts";

/** GitHub's form of a login; with an underscore and a short code where a company manages it. */
const login = /^@([a-z0-9](?:-?[a-z0-9]){0,38}(?:_[a-z0-9]{1,20})?)$/i;

/** What a mention of one person looks like, for answers. */
export const onePerson = "one person as @login (a team cannot hold a role)";

/** The login in a mention such as `@jane`, without the sign; undefined for teams and the rest. */
export function readLogin(word: string): string | undefined {
  return login.exec(plainWord(word))?.[1];
}
