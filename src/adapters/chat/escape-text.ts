const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Text in which Slack finds no mention and no link: it takes only these three for its own. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}--[\n\t]]/gv, "")
    .replace(/[&<>]/g, (found) => escapes[found] ?? found);
}

/** What people see of it. */
export function unescapeText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
