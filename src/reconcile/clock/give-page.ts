import { pageIn, pageMarker } from "../../core/card/markers.ts";
import type { Owed } from "../../core/card/record.ts";
import type { PolicyTarget } from "../../core/config/clock-settings.ts";
import type { Config } from "../../core/config/config.ts";
import type { PageFailed, PageSent } from "../../core/incident/clock-events.ts";
import { wantedPageState } from "../../core/incident/deadlines/pages.ts";
import { policyNamed } from "../../core/incident/deadlines/policy.ts";
import { escalationSteps } from "../../core/incident/deadlines/response.ts";
import { momentOf } from "../../core/incident/deadlines.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { Incident } from "../../core/incident/incident.ts";
import { commander, holderOf } from "../../core/incident/roles.ts";
import { type PageOutcome, renderPage, summaryOf } from "../../core/view/page.ts";
import type { Address } from "../address.ts";
import type { Applying } from "../apply.ts";
import { isOurs } from "../card-seen.ts";
import { Again, Away, Stop } from "../failure.ts";
import type { Page, Pager, PageSeverity, PageTarget } from "../pager-port.ts";
import { placeOf } from "../place-of.ts";
import { isGivenUp, waitAfter } from "../telling/patiently.ts";
import { shortlyBefore } from "./give-reminder.ts";

type PageEffect = Extract<Owed, { kind: "page" }>;

/**
 * Pages a level: first the pagers outside GitHub, then one comment that mentions its people and
 * says at once which page failed. Repeating it is harmless: a pager knows the key, the comment is
 * found by its marker.
 */
export async function givePage(
  effect: PageEffect,
  applying: Applying,
): Promise<readonly IncidentEvent[]> {
  const { incident } = applying;
  if (incident === undefined || incident.drill) return [];
  // Somebody came meanwhile; what an earlier try may have sent is taken back.
  const action = actions[wantedPageState(incident, effect.call)];
  const outcomes: Outcome[] = [];
  for (const target of effect.targets) {
    if (target.by === "mention") continue;
    outcomes.push(await send(pageOf({ effect, target, action }, applying), target, applying));
  }
  const untold = action === "trigger" ? await tellOrSay(effect, outcomes, applying) : undefined;
  const away = outcomes.find(({ unsure }) => unsure === true);
  // Said aloud; and as its key makes it harmless, it is tried until it rings or is given up.
  if (away !== undefined && !isGivenUp(effect, applying))
    throw new Away(away.why ?? "a pager is away", { afterMs: waitAfter(effect, applying.world) });
  if (untold !== undefined) applying.world.report?.(`page not said on the issue: ${untold}`);
  return outcomes.map((outcome) => eventOf(outcome, effect, applying));
}

/** A locked or full issue takes no comment; what rings elsewhere must be known all the same. */
async function tellOrSay(
  effect: PageEffect,
  outcomes: readonly Outcome[],
  applying: Applying,
): Promise<string | undefined> {
  try {
    await tell(effect, outcomes, applying);
    return undefined;
  } catch (failure) {
    if (!(failure instanceof Stop) || outcomes.length === 0) throw failure;
    return failure.message;
  }
}

const actions = { triggered: "trigger", acknowledged: "acknowledge", resolved: "resolve" } as const;

interface Outcome extends PageOutcome {
  readonly target: PageTarget;
  readonly key: string;
  /** No answer came: it may ring all the same. */
  readonly unsure?: true;
}

async function send(page: Page, target: PageTarget, { world, guard }: Applying): Promise<Outcome> {
  const { key } = page;
  await guard();
  try {
    await pagerOf(world.pager).page(page);
    return { target, key };
  } catch (failure) {
    // Nobody waits for a pager that is down: whoever is there is told at once.
    if (!(failure instanceof Again || failure instanceof Stop)) throw failure;
    const unsure = failure instanceof Again;
    return { target, key, why: failure.message, ...(unsure && { unsure }) };
  }
}

export function pagerOf(pager: Pager | undefined): Pager {
  if (pager !== undefined) return pager;
  throw new Stop("unsupported", "no pager is set up here: see PAGERDUTY_KEYS and WEBHOOK_URLS");
}

interface PageGiven {
  readonly effect: PageEffect;
  readonly target: PageTarget;
  readonly action: Page["action"];
}

function pageOf({ effect, target, action }: PageGiven, applying: Applying): Page {
  const { observation } = applying;
  const { address, issue, settings } = observation;
  return {
    ...{ action, target: addressed(target, settings.config) },
    key: keyOfPage(address, effect, target),
    url: issue.url,
    source: `${address.name}#${address.issue}`,
    ...contentOf(effect, applying),
  };
}

/** A webhook may have its address in the config. */
export function addressed({ by, name }: PageTarget, { telling }: Config): PageTarget {
  const url = telling.webhooks.find((one) => one.name === name)?.url;
  return { by, name, ...(by === "webhook" && url !== undefined && { url }) };
}

/** One for each level of each call for help: a pager that has it open does not ring twice. */
export function keyOfPage(
  { repository, issue }: Pick<Address, "repository" | "issue">,
  { call, policy, turn }: Pick<PageEffect, "call" | "policy" | "turn">,
  { by, name }: PolicyTarget,
): string {
  const seconds = Math.floor(Date.parse(call) / 1000).toString(36);
  return `allclear/${repository}#${issue}/${seconds}/${policy}/${turn}/${by}:${name}`;
}

function contentOf(
  effect: PageEffect,
  { observation, incident }: Applying,
): Pick<Page, "summary" | "severity" | "details"> {
  const { issue, settings, address } = observation;
  const named = incident?.severity === undefined ? "" : `${incident.severity}: `;
  const about = incident === undefined ? "" : summaryOf(incident);
  const reason = incident === undefined ? undefined : reasonOf(effect, incident);
  const lead = incident === undefined ? undefined : holderOf(incident, commander);
  return {
    summary: `${named}${issue.title} (${address.name}#${address.issue})`.slice(0, 1_024),
    severity: incident === undefined ? "error" : severityOf(incident, settings.config),
    details: {
      status: incident?.status ?? "triage",
      commander: lead ?? "nobody",
      ...(about !== "" && { about }),
      ...(reason !== undefined && { reason }),
    },
  };
}

function reasonOf({ asked, policy }: PageEffect, { calls, response }: Incident) {
  return asked === true ? calls?.find((one) => one.policy === policy)?.reason : response?.reason;
}

/** By the place of the level in its ladder. */
function severityOf(incident: Incident, config: Config) {
  const { level } = momentOf(incident, config);
  const order: readonly PageSeverity[] = ["critical", "error", "warning", "info"];
  const place = level === undefined ? 0 : config.ladder.levels.indexOf(level);
  return order[Math.min(place, order.length - 1)] ?? "critical";
}

async function tell(
  effect: PageEffect,
  outcomes: readonly Outcome[],
  { observation, incident, world, guard }: Applying,
): Promise<void> {
  const { address, settings } = observation;
  if (incident === undefined) return;
  const comments = await world.host.readComments(address, shortlyBefore(effect.stamp));
  const isThere = comments.some(
    ({ body, author }) =>
      pageIn(body) === effect.stamp &&
      isOurs(author.login, world.identity, settings.config.identities),
  );
  if (isThere) return;
  await guard();
  const text = renderPage({
    ...{ incident, outcomes, place: placeOf(observation, world) },
    ...{ config: settings.config, templates: settings.templates },
    ...{ policy: effect.policy, level: effect.level, call: effect.call, targets: effect.targets },
    isAsked: effect.asked === true,
    isLast: isLastTurn(effect, settings.config),
  });
  await world.host.createComment(address, `${text}\n\n${pageMarker(effect.stamp)}`);
}

function isLastTurn({ policy: name, call, turn }: PageEffect, config: Config): boolean {
  const policy = policyNamed(config, name);
  return policy === undefined || turn >= escalationSteps(policy, Date.parse(call), config).length;
}

function eventOf(
  { target, key, why, unsure }: Outcome,
  { stamp, call }: PageEffect,
  { world }: Applying,
): PageSent | PageFailed {
  const { login: by } = world.identity;
  if (why === undefined) return { kind: "PageSent", stamp, by, key, call, target };
  return { kind: "PageFailed", stamp, by, key, call, target, why, ...(unsure && { unsure }) };
}
