import type { Place } from "./place.ts";
import { line } from "./quoting.ts";

/** A person named without being mentioned: a link to who it is. */
export function person(login: string, place: Pick<Place, "webUrl">): string {
  return plainLogin.test(login) ? `[${login}](${place.webUrl}/${login})` : line(login, 60);
}

/** The mentions of people and teams that are to be told; what is no login is left out. */
export function mentions(names: readonly string[]): string {
  return names
    .filter((name) => mentionable.test(name))
    .map((name) => `@${name}`)
    .join(" ");
}

/** Underscores occur in logins that an enterprise manages. */
const plainLogin = /^[a-z\d](?:[a-z\d_-]{0,98}[a-z\d_])?$/i;
const mentionable = /^[a-z\d](?:[a-z\d_-]{0,98}[a-z\d_])?(?:\/[a-z\d][\w.-]{0,99})?$/i;
