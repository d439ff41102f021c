import { cardNamedIn, withBodyMarker } from "../core/card/markers.ts";
import type { IncidentRecord } from "../core/card/record.ts";
import { encodeSummary, withSummaryMarker } from "../core/card/summary-marker.ts";
import { isActive } from "../core/incident/lifecycle.ts";
import { summaryOf } from "../core/statistics/summary-of.ts";
import { Again } from "./failure.ts";
import type { Observation } from "./observe.ts";
import type { Comment } from "./ports.ts";
import type { World } from "./world.ts";

/** Bodies longer than this are left alone: the host may keep the old one without a word. */
const longestBody = 55_000;

type Marking = Pick<Observation, "address" | "settings">;

/**
 * Writes the hidden lines at the end of the issue's body: where the card is and, once the incident
 * has ended, its numbers in one line. Right after a fresh read, and verified in the answer.
 */
export async function markBody(
  marking: Marking,
  { card, incident }: { card: Comment; incident: IncidentRecord["incident"] },
  world: World,
): Promise<void> {
  const { address } = marking;
  const { body } = await world.host.readIssue(address);
  const marked = markedBody(body, marking, { commentId: card.id, incident, world });
  if (marked === body || marked.length > longestBody) return;
  const answered = await world.host.editIssue(address, { body: marked });
  if (sameLines(answered.body) !== sameLines(marked)) {
    throw new Again("the issue's body was changed at the same moment");
  }
}

/** Whether the body says already what it should. */
export function isMarked(
  { card, issue, address, settings }: Observation,
  { incident }: IncidentRecord,
  world: World,
): boolean {
  if (card.kind !== "card") return false;
  const { body } = issue;
  const { id: commentId } = card.comment;
  if (cardNamedIn(body, address) !== commentId) return false;
  const marked = markedBody(body, { address, settings }, { commentId, incident, world });
  return sameLines(marked) === sameLines(body);
}

function markedBody(
  body: string,
  { address, settings }: Marking,
  {
    commentId,
    incident,
    world,
  }: Pick<IncidentRecord, "incident"> & {
    commentId: number;
    world: Pick<World, "seal">;
  },
): string {
  const { repository, issue } = address;
  const { sign } = world.seal;
  const line = isActive(incident.status)
    ? undefined
    : encodeSummary(summaryOf(incident, settings.config), { repository, issue }, { sign });
  // Always in the same order, whatever stood there before.
  const bare = withSummaryMarker(body, undefined);
  return withSummaryMarker(withBodyMarker(bare, { repository, issue, commentId }), line);
}

function sameLines(body: string): string {
  return body.replaceAll("\r\n", "\n");
}
