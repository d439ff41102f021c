import { z } from "zod";
import type { Address } from "../../reconcile/address.ts";
import { instant } from "./answers.ts";

const payloadAnswer = z.object({
  action: z.string(),
  issue: z.object({ number: z.number(), updated_at: instant }),
  comment: z.object({ id: z.number() }).optional(),
  repository: z.object({ id: z.number(), full_name: z.string() }),
  installation: z.object({ id: z.number() }),
  sender: z.object({ login: z.string() }).optional(),
});

/** The identities in a recorded delivery about an issue; undefined when it names none. */
export function addressOfDelivery(payload: unknown): Address | undefined {
  const parsed = payloadAnswer.safeParse(payload);
  if (!parsed.success) return undefined;
  const { issue, repository, installation } = parsed.data;
  return {
    installation: installation.id,
    repository: repository.id,
    name: repository.full_name,
    issue: issue.number,
    seen: { updatedAt: issue.updated_at, ...seenComment(parsed.data) },
  };
}

function seenComment({ action, comment, sender }: z.infer<typeof payloadAnswer>): Address["seen"] {
  if (comment === undefined) return {};
  if (action === "created") return { commentId: comment.id, named: [comment.id] };
  if (action === "deleted") return { deleted: [comment.id] };
  if (action !== "edited" || sender === undefined) return {};
  return { edited: [{ commentId: comment.id, by: sender.login }] };
}
