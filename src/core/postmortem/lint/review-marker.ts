/** The hidden line that ends the linter's comment: what it found then. */
export function reviewMarker(digest: string): string {
  return `<!-- allclear:review ${digest} -->`;
}

/** The digest a comment names; it proves nothing without the comment's author. */
export function reviewIn(body: string): string | undefined {
  return /<!-- allclear:review ([a-z\d]{1,32}) -->\s*$/.exec(body)?.[1];
}
