import { z } from "zod";
import type { Address } from "../../reconcile/address.ts";
import type { Gesture, GesturePage } from "../../reconcile/ports.ts";
import { instant, person } from "./answers.ts";
import { readPages } from "./pages.ts";
import type { Wire } from "./wire.ts";

/** Gestures from that page of the issue's events on; other kinds of events are left out. */
export async function readGestures(
  wire: Wire,
  address: Address,
  fromPage: number,
): Promise<GesturePage> {
  const from = Math.max(1, fromPage);
  const { rows, page } = await readPages(
    (number) =>
      wire.inRepository(address, {
        route: "GET /repos/{owner}/{repo}/issues/{issue_number}/events",
        parameters: { issue_number: address.issue, per_page: 100, page: number },
        answer: z.array(eventAnswer),
      }),
    { from },
  );
  // A page beyond the end must not stay remembered, or nothing would ever be seen again.
  const last = rows.length === 0 ? Math.max(1, page - 1) : page;
  return { gestures: rows.flatMap(toGesture).sort((a, b) => a.id - b.id), page: last };
}

const kinds = ["labeled", "unlabeled", "assigned", "unassigned", "closed", "reopened"] as const;

const eventAnswer = z.object({
  id: z.number(),
  event: z.string(),
  created_at: instant,
  actor: person,
  assigner: person,
  label: z.object({ name: z.string().nullish() }).nullish(),
  assignee: z.object({ login: z.string() }).nullish(),
});

function toGesture(event: z.infer<typeof eventAnswer>): Gesture[] {
  const kind = kinds.find((candidate) => candidate === event.event);
  if (kind === undefined) return [];
  const subject = event.label?.name ?? event.assignee?.login;
  return [
    {
      id: event.id,
      kind,
      by: actorOf(event),
      at: event.created_at,
      ...(subject === undefined || subject === null ? {} : { subject }),
    },
  ];
}

// For assignments `actor` has been the person assigned; `assigner` is always who did it.
function actorOf({ event, actor, assigner }: z.infer<typeof eventAnswer>) {
  const assignment = event === "assigned" || event === "unassigned";
  return assignment && assigner.id !== 0 ? assigner : actor;
}
