import { inertLine } from "../thread/inert.ts";
import { type PostmortemGiven, plainRows, postmortemTitle, postmortemView } from "./postmortem.ts";
import { wholeTimeline } from "./postmortem-timeline.ts";
import { fill } from "./render.ts";

/** The postmortem as one Markdown file: the whole timeline, and nothing hidden. */
export function renderPostmortemFile(given: PostmortemGiven): string {
  const view = postmortemView(given, {
    timeline: wholeTimeline(given),
    actionItems: plainRows(given),
    isIssue: false,
  });
  const title = inertLine(postmortemTitle(given.title), 300);
  return `# ${title}\n\n${fill(given.templates.postmortem, view)}\n`;
}

/** Where the file goes: `postmortems/2026-08-01-12-checkout-down.md`. */
export function postmortemPath(
  folder: string,
  named: { readonly number: number; readonly title: string; readonly date: string },
): string {
  const parts = [named.date, String(named.number), slugOf(named.title)];
  const name = `${parts.filter((part) => part !== "").join("-")}.md`;
  return [...folder.split("/").filter((part) => !["", ".", ".."].includes(part)), name].join("/");
}

/** Letters with marks lose them; what has no ASCII form is left out. */
function slugOf(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, "");
}

const longestSlug = 60;
