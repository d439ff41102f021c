import { cardNamedIn, postmortemOf } from "../../core/card/markers.ts";
import { type DecodedSummary, decodeSummary } from "../../core/card/summary-marker.ts";
import type { Instant } from "../../core/incident/stamp.ts";
import { rowsIn } from "../../core/postmortem/checklist.ts";
import type { Address } from "../address.ts";
import type { Issue } from "../ports.ts";
import type { World } from "../world.ts";

/** Further back nobody is reminded: whoever owes something that long has been told often enough. */
const mostListed = 1_000;

/**
 * The incidents of a repository where somebody still owes something: those that go on, those with a
 * postmortem that is not done, and those with an action item that is open. One call per hundred
 * incidents and per hundred postmortems. What changed after `quietSince` is left out.
 */
export async function findUnfinished(
  address: Address,
  world: World,
  quietSince?: Instant,
): Promise<readonly Address[]> {
  const { labels } = (await world.settings.read(address)).config;
  const isQuiet = ({ updatedAt }: Issue) => quietSince === undefined || updatedAt <= quietSince;
  const list = (label: string) => world.host.listLabeled(address, { label, most: mostListed });
  const all = await list(labels.incident);
  const incidents = all.filter((issue) => isQuiet(issue) && isUnfinished(issue, address, world));
  const resolved = new Set(all.filter((one) => isResolved(one, address, world)).map(numberOf));
  const postmortems = (await list(labels.postmortem)).filter(
    ({ state, body }) =>
      state === "open" ||
      rowsIn(body).some(({ ticked }) => !ticked) ||
      // Somebody closed it, and nobody has looked at it since.
      resolved.has(postmortemOf(body)?.issue ?? 0),
  );
  const owners = postmortems.flatMap(({ body }) => {
    const of = postmortemOf(body);
    return of?.repository === address.repository ? [of.issue] : [];
  });
  const busy = new Set(all.filter((issue) => !isQuiet(issue)).map(numberOf));
  const numbers = new Set([...incidents.map(numberOf), ...owners]);
  return [...numbers]
    .filter((number) => !busy.has(number))
    .sort((a, b) => a - b)
    .map((issue) => ({ ...address, issue, seen: { follow: true } }));
}

function numberOf({ number }: Issue): number {
  return number;
}

function isResolved({ number, body }: Issue, address: Address, world: World): boolean {
  const thread = { repository: address.repository, issue: number };
  const decoded = decodeSummary(body, thread, world.seal);
  return decoded.kind === "read" && decoded.summary.status === "resolved";
}

function isUnfinished({ state, number, body }: Issue, address: Address, world: World): boolean {
  if (state === "open") return true;
  const thread = { repository: address.repository, issue: number };
  const decoded = decodeSummary(body, thread, world.seal);
  if (decoded.kind !== "read") return isToBeRead(decoded, body, thread);
  const { total, done, dropped } = decoded.summary.actionItems;
  return total > done + dropped;
}

/** The incidents that are over and have no postmortem although their kind gets one. */
export async function findWithoutPostmortem(
  address: Address,
  world: World,
): Promise<readonly Address[]> {
  const { labels, postmortem } = (await world.settings.read(address)).config;
  const list = (label: string) => world.host.listLabeled(address, { label, most: mostListed });
  const reviewed = (await list(labels.postmortem)).flatMap(({ body }) => {
    const of = postmortemOf(body);
    return of?.repository === address.repository ? [of.issue] : [];
  });
  return (await list(labels.incident))
    .filter(({ number, state }) => state === "closed" && !reviewed.includes(number))
    .filter(({ number, body }) => {
      const thread = { repository: address.repository, issue: number };
      const decoded = decodeSummary(body, thread, world.seal);
      if (decoded.kind !== "read") return isToBeRead(decoded, body, thread);
      const { status, drill, severity } = decoded.summary;
      if (drill || status === "dismissed") return false;
      return severity === undefined || postmortem.levels.includes(severity);
    })
    .map(({ number }) => ({ ...address, issue: number, seen: { wants: "postmortem" as const } }))
    .reverse();
}

/** Older incidents, and those with a long text, carry no line: only their cards know. */
function isToBeRead(
  { kind }: DecodedSummary,
  body: string,
  thread: { repository: number; issue: number },
): boolean {
  return kind === "unverified" || cardNamedIn(body, thread) !== undefined;
}
