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
import { Again, Away, PartlyDone, Stop } from "../failure.ts";
import type { Page, Pager, PageSeverity, PageTarget } from "../pager-port.ts";
import { placeOf } from "../place-of.ts";
import { isGivenUp, leaveAlone, waitAfter, waitForReturn } from "../telling/patiently.ts";
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
    const page = pageOf({ effect, target, action }, applying);
    // What rang is known; where a pager is away, only the others of this page are tried again.
    if (incident.pages?.some(({ key }) => key === page.key)) continue;
    outcomes.push(await send(page, { effect, target }, applying));
  }
  const untold = action === "trigger" ? await tellOrSay(effect, outcomes, applying) : undefined;
  const isOver = isGivenUp(effect, applying);
  const away = outcomes.filter(({ unsure }) => unsure === true && !isOver);
  const events = outcomes
    .filter((outcome) => !away.includes(outcome))
    .map((outcome) => eventOf(outcome, effect, applying));
  const [first] = away;
  // Said aloud; and as its key makes it harmless, it is tried until it rings or is given up.
  if (first !== undefined) {
    const afterMs = waitAfter(effect, applying.world);
    throw new PartlyDone(new Away(first.why ?? "a pager is away", { afterMs }), events);
  }
  if (untold !== undefined) throw new PartlyDone(untold, events);
  return events;
}

/** A locked or full issue takes no comment; what rings elsewhere must be known all the same. */
async function tellOrSay(
  effect: PageEffect,
  outcomes: readonly Outcome[],
  applying: Applying,
): Promise<Stop | undefined> {
  try {
    await tell(effect, outcomes, applying);
    return undefined;
  } catch (failure) {
    if (!(failure instanceof Stop) || outcomes.length === 0) throw failure;
    return failure;
  }
}

const actions = { triggered: "trigger", acknowledged: "acknowledge", resolved: "resolve" } as const;

interface Outcome extends PageOutcome {
  readonly target: PageTarget;
  readonly key: string;
  /** No answer came: it may ring all the same. */
  readonly unsure?: true;
}

async function send(
  page: Page,
  { effect, target }: { effect: PageEffect; target: PageTarget },
  applying: Applying,
): Promise<Outcome> {
  const { world, guard } = applying;
  const { key } = page;
  const what = `pager ${target.by}:${target.name}`;
  await guard();
  let isCalled = false;
  try {
    if (isAgain(effect, applying)) await waitForReturn(what, applying);
    isCalled = true;
    await pagerOf(world.pager).page(page);
    return { target, key };
  } catch (failure) {
    if (isCalled && failure instanceof Again) {
      const waitMs = Math.max(failure.afterMs ?? 0, waitAfter(effect, world));
      await leaveAlone(what, waitMs, applying);
    }
    // Nobody waits for a pager that is down: whoever is there is told at once.
    if (!(failure instanceof Again || failure instanceof Stop)) throw failure;
    const unsure = failure instanceof Again;
    return { target, key, why: failure.message, ...(unsure && { unsure }) };
  }
}

/** A new page is tried at once, whatever became of others; it is tried again in due time. */
function isAgain({ owedAt }: PageEffect, { world }: Applying): boolean {
  return world.clock.now().getTime() - Date.parse(owedAt ?? "") > freshMs;
}

const freshMs = 60_000;

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
