import { z } from "zod";
import { type Address, ownText } from "../../reconcile/address.ts";
import { instant } from "./answers.ts";
import { hasCommandLine, seenComment } from "./seen-comment.ts";

const payloadAnswer = z.object({
  action: z.string(),
  issue: z.object({ number: z.number(), updated_at: instant }),
  comment: z.object({ id: z.number(), body: z.string().nullish() }).optional(),
  repository: z.object({ id: z.number(), full_name: z.string() }),
  installation: z.object({ id: z.number() }),
  sender: z.object({ login: z.string() }).optional(),
});

/**
 * The identities in a recorded delivery about an issue, as if it had arrived; undefined when it
 * names none.
 */
export function addressOfFailedDelivery(payload: unknown): Address | undefined {
  const parsed = payloadAnswer.safeParse(payload);
  if (!parsed.success) return undefined;
  const { action, comment, issue, repository, installation, sender } = parsed.data;
  const hasCommand = hasCommandLine(action, comment?.body);
  const by = sender?.login;
  const isOwnText = comment === undefined && action === "edited" && by !== undefined;
  return {
    installation: installation.id,
    repository: repository.id,
    name: repository.full_name,
    issue: issue.number,
    seen: {
      ...(action !== "deleted" && { updatedAt: issue.updated_at }),
      ...(isOwnText && { edited: [{ commentId: ownText, by }] }),
      ...(comment && seenComment({ id: comment.id, action, by, hasCommand })),
    },
  };
}
