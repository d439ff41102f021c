const longest = 255;

/**
 * Whether git allows this as the name of a branch or a tag. Anything else must not reach GitHub: it
 * would be read as an expression (`main~1`) or lead to another address (`..`).
 */
export function isRefName(name: string): boolean {
  const wellFormed = name.isWellFormed() && name !== "" && name !== "@" && name.length <= longest;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids exactly these.
  const forbidden = /[\u0000- \u007f~^:?*[\\]|\.\.|@\{|\.$/;
  const wrongPart = /(?:^|\/)(?:\.|\/|$)|\.lock(?:\/|$)/;
  return wellFormed && !forbidden.test(name) && !wrongPart.test(name);
}

/** A commit by its forty hex digits: GitHub takes such a name for nothing else. */
export function isSha(text: string): boolean {
  return /^[0-9a-f]{40}$/i.test(text);
}
