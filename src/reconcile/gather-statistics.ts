import { decodeBlock } from "../core/card/block.ts";
import { cardNamedIn } from "../core/card/markers.ts";
import { decodeSummary } from "../core/card/summary-marker.ts";
import type { CountedIncident } from "../core/statistics/counted-incident.ts";
import { repeatDays } from "../core/statistics/repeats.ts";
import { type Period, type Statistics, statistics } from "../core/statistics/statistics.ts";
import { summaryOf } from "../core/statistics/summary-of.ts";
import { instantOf } from "../std/instant.ts";
import type { Address } from "./address.ts";
import { isOurs, readCard } from "./card-seen.ts";
import { Stop } from "./failure.ts";
import type { Issue } from "./ports.ts";
import type { Settings } from "./settings.ts";
import type { World } from "./world.ts";

/** More than any repository has that is worth a report. */
const mostListed = 5_000;
const dayMs = 24 * 3_600_000;

/**
 * The incidents of a repository in a period, counted: one call per hundred it ever had, and one
 * more for each of the period whose line is missing or does not verify: what goes on has none yet.
 */
export async function gatherStatistics(
  address: Address,
  period: Period,
  world: World,
): Promise<Statistics> {
  const settings = await world.settings.read(address);
  // All of them: an old issue may have become an incident in the period.
  const issues = await world.host.listLabeled(address, {
    label: settings.config.labels.incident,
    most: mostListed,
  });
  const since = instantOf(new Date(Date.parse(period.from) - repeatDays * dayMs));
  // What nobody has touched since can neither be of the period nor be what one of it repeats.
  const touched = issues.filter(({ updatedAt }) => updatedAt >= since);
  const counted: CountedIncident[] = [];
  for (const issue of touched) counted.push(await count(issue, { address, settings, world }));
  return statistics(counted, period, settings.config);
}

interface Counting {
  readonly address: Address;
  readonly settings: Settings;
  readonly world: World;
}

async function count(issue: Issue, counting: Counting): Promise<CountedIncident> {
  const { address, settings, world } = counting;
  const { number, title, url, createdAt } = issue;
  const listed = { number, title, url, openedAt: createdAt };
  const thread = { repository: address.repository, issue: number };
  const decoded = decodeSummary(issue.body, thread, world.seal);
  if (decoded.kind === "read") return { ...listed, read: "list", summary: decoded.summary };
  const incident = await readIncident(issue, counting);
  if (typeof incident === "string") return { ...listed, read: "not", why: incident };
  return { ...listed, read: "call", summary: summaryOf(incident, settings.config) };
}

/** The incident as its card has it, or why it cannot be read. */
async function readIncident(issue: Issue, { address, settings, world }: Counting) {
  const there = { ...address, issue: issue.number, seen: {} };
  const named = cardNamedIn(issue.body, there);
  if (named === undefined) return "no card: a report that nobody confirmed, or not ours";
  try {
    const comment = await world.host.readComment(there, named);
    if (comment === undefined) return "its card is gone";
    const { identities } = settings.config;
    if (!isOurs(comment.author.login, world.identity, identities)) {
      return `its card is ${comment.author.login}'s, who is not among the identities in the config`;
    }
    const seen = readCard(comment, there, { world, known: undefined, identities });
    if (seen.kind === "card") return seen.record.incident;
    const decoded = decodeBlock(comment.body, there);
    return decoded.kind === "damaged" ? `its card: ${decoded.why}` : "its card does not verify";
  } catch (failure) {
    if (failure instanceof Stop) return failure.message;
    throw failure;
  }
}
