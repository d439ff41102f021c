import { z } from "zod";
import type { Address } from "../../reconcile/address.ts";
import type { Comment } from "../../reconcile/ports.ts";
import { commentAnswer } from "./answers.ts";
import { unlessAbsent } from "./call.ts";
import { readPages } from "./pages.ts";
import type { Wire } from "./wire.ts";

/** All comments updated at or after `since`, ascending by id, each once. */
export async function readComments(
  wire: Wire,
  address: Address,
  since?: string,
): Promise<readonly Comment[]> {
  const { rows } = await readPages((page) =>
    wire.inRepository(address, {
      route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
      parameters: {
        issue_number: address.issue,
        per_page: 100,
        page,
        ...(since === undefined ? {} : { since }),
      },
      answer: z.array(commentAnswer),
    }),
  );
  const byId = new Map(rows.map((comment) => [comment.id, comment]));
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

/** Undefined when it was deleted or cannot be seen yet. */
export async function readComment(
  wire: Wire,
  address: Address,
  id: number,
): Promise<Comment | undefined> {
  const answer = wire.inRepository(address, {
    route: "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
    parameters: { comment_id: id },
    answer: commentAnswer,
    mayBeAbsent: true,
  });
  return (await unlessAbsent(answer, undefined))?.data;
}
