import { z } from "zod";
import type { CommentOfIssue } from "../../reconcile/follow-up-port.ts";
import { commentAnswer } from "./answers.ts";
import type { Answer, Place } from "./call.ts";
import { hasNext } from "./pages.ts";
import type { Wire } from "./wire.ts";

/** Comments on any issue of the repository updated at or after `since`, ascending by update. */
export async function listCommentsSince(
  wire: Wire,
  place: Place,
  since: string,
): Promise<readonly CommentOfIssue[]> {
  const byId = new Map<number, CommentOfIssue>();
  let from = since;
  let page = 1;
  for (;;) {
    const { data, link } = await readPage(wire, place, { since: from, page });
    // One edited while we read comes again, later and newer.
    for (const comment of data) byId.set(comment.id, comment);
    const last = data.at(-1)?.updatedAt;
    if (last === undefined || !hasNext(link)) break;
    // An edit moves a comment to the end, and the numbers of all pages behind it: going on from
    // its instant loses nothing. Only what fills a page within one second is read by page.
    page = Date.parse(last) > Date.parse(from) ? 1 : page + 1;
    from = last;
  }
  return [...byId.values()].sort(byUpdate);
}

function readPage(
  wire: Wire,
  place: Place,
  { since, page }: { since: string; page: number },
): Promise<Answer<readonly CommentOfIssue[]>> {
  return wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/issues/comments",
    parameters: { sort: "updated", direction: "asc", since, per_page: 100, page },
    answer: z.array(commentOfIssue),
  });
}

const commentOfIssue = z
  .looseObject({ issue_url: z.string().regex(/\/issues\/\d+$/) })
  .transform((row, context): CommentOfIssue => {
    const comment = commentAnswer.safeParse(row);
    if (comment.success) return { ...comment.data, issue: numberIn(row.issue_url) };
    context.addIssue("a comment as GitHub shows it");
    return z.NEVER;
  });

function numberIn(url: string): number {
  return Number(url.slice(url.lastIndexOf("/") + 1));
}

function byUpdate(a: CommentOfIssue, b: CommentOfIssue): number {
  return Date.parse(a.updatedAt) - Date.parse(b.updatedAt) || a.id - b.id;
}
