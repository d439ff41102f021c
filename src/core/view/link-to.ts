import type { Place } from "./place.ts";
import { line } from "./quoting.ts";

/** A link that shows where it leads: an issue by its number, anything else by host and path. */
export function linkTo(target: string, place: Pick<Place, "repository" | "webUrl">): string {
  const [, repository = place.repository, number] = issueReference.exec(target) ?? [];
  if (number !== undefined) {
    const shown = repository === place.repository ? `#${number}` : `${repository}#${number}`;
    return `[${shown}](${place.webUrl}/${repository}/issues/${number})`;
  }
  const url = webAddress(target);
  if (url === undefined) return line(target, 120);
  return `[${line(`${url.host}${url.pathname === "/" ? "" : url.pathname}`, 80)}](${plain(url)})`;
}

const issueReference = /^(?:([\w-][\w.-]{0,99}\/[\w.-]{1,100}))?#(\d{1,15})$/;
/** Longer addresses are shown as text. */
const longestAddress = 1000;

/** Only the web, and never with a password in it. */
function webAddress(target: string): URL | undefined {
  const url = URL.parse(target.trim());
  if (url === null || !["http:", "https:"].includes(url.protocol)) return undefined;
  if (url.username !== "" || url.password !== "" || plain(url).length > longestAddress) {
    return undefined;
  }
  return url;
}

/**
 * Characters that would end a Markdown link, or mention somebody, in their percent form; and an
 * entity stays the letters it is, or `&#64;` would make a login of the host that is shown.
 */
function plain(url: URL): string {
  const safe = url.href.replace(
    /[^\w\-.~:/?#&=+%,;!]/g,
    (character) =>
      `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return safe.replace(/&(?=#?\w+;)/g, "&amp;");
}
