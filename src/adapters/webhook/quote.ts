import { cut } from "../../std/cut.ts";

const longest = 200;
/** A shorter part of a URL, such as `api`, is not what keeps it secret. */
const shortestSecret = 6;

/** What a destination said, fit for an error: one short line without anything that opens a door. */
export function quote(text: string, url: URL): string {
  const clean = [...secretsOf(url), ...secretShapes].reduce<string>(
    (rest, secret) => rest.replaceAll(secret, "[redacted]"),
    text,
  );
  return cut(clean.replace(/[\s\p{C}]+/gu, " ").trim(), longest);
}

const secretShapes = [
  /(?<=:\/\/)[^\s/@]+@/g,
  /(?<=:\/\/[^\s/]+\/)[^\s"'<>]+/g,
  // Tokens, keys and signatures of every maker are long and mix letters with digits. The look back
  // comes first: only then is a long answer read once and not once per character.
  /(?<![\w+/=.~%-])(?=[\w+/=.~%-]*\d)(?=[\w+/=.~%-]*[A-Za-z])[\w+/=.~%-]{20,}/g,
];

// The address of a webhook is its password, and error pages like to repeat it.
function secretsOf(url: URL): readonly string[] {
  const whole = url.pathname + url.search;
  const parts = whole.split(/[/?&=]/);
  return [whole, ...parts, ...parts.map(decoded)]
    .filter((part) => part.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
