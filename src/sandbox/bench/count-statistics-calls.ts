import { createInMemory } from "../../adapters/database/in-memory.ts";
import { asApp } from "../../adapters/github/octokit.ts";
import { githubHostWithToken, wireWithToken } from "../../adapters/github/token-host.ts";
import { builtInRunbooks } from "../../adapters/runbooks/built-in-runbooks.ts";
import { hmacSeal } from "../../adapters/seal/hmac-seal.ts";
import { builtInTemplates } from "../../adapters/templates/built-in-templates.ts";
import { encodeSummary } from "../../core/card/summary-marker.ts";
import { defaultConfig } from "../../core/config/config.ts";
import { summaryOf } from "../../core/statistics/summary-of.ts";
import type { Address } from "../../reconcile/address.ts";
import { gatherStatistics } from "../../reconcile/gather-statistics.ts";
import { runbookReader } from "../../reconcile/runbooks/runbook-reader.ts";
import { settingsReader } from "../../reconcile/settings.ts";
import type { World } from "../../reconcile/world.ts";
import { openIssue } from "../github/model/open-issue.ts";
import { sampleIncident } from "../sample-incident.ts";
import { atMost, type Figure, type Section } from "./figure.ts";
import { openPlace, type Place, silent, stateKey } from "./stage.ts";

/** A call per hundred incidents, and one for the config. */
const counts = [100, 300, 1_000] as const;
const besides = 1;

/** What a report over a period costs, where every incident has its line. */
export const countStatisticsCalls: Section = {
  name: "report",
  title: "Calls to GitHub for a report over a period",
  async measure() {
    const figures: Figure[] = [];
    for (const count of counts) figures.push(await figureFor(count));
    return figures;
  },
};

async function figureFor(count: number): Promise<Figure> {
  const place = await openPlace({}, silent);
  try {
    const address = seed(place, count);
    const world = worldOf(place);
    place.sandbox.github.requests.length = 0;
    const period = { from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" };
    const { read } = await gatherStatistics(address, period, world);
    const value = place.sandbox.github.requests.length;
    const most = count / 100 + besides;
    const aside = `${read.fromList} read from the list, ${read.byCall.length} by a call each`;
    return { what: `${count} incidents`, value, unit: "calls", target: atMost(most, value), aside };
  } finally {
    await place.clear();
  }
}

/** Incidents that are over, as their issues look then. */
function seed({ sandbox, repository: name }: Place, count: number): Address {
  const [repository] = [...sandbox.world.repositories.values()];
  if (repository === undefined) throw new Error(`there is no ${name}`);
  const incident = { ...sampleIncident(), status: "closed" as const };
  const summary = summaryOf(incident, defaultConfig);
  const { sign } = hmacSeal([stateKey]);
  for (let number = 1; number <= count; number += 1) {
    const body = encodeSummary(summary, { repository: repository.id, issue: number }, { sign });
    const issue = { title: `Incident ${number}`, body, labels: ["incident"] };
    openIssue(sandbox.world, { login: "ada" }, repository, issue);
  }
  return { installation: asApp, repository: repository.id, name, issue: 0, seen: {} };
}

function worldOf({ sandbox, repository }: Place): World {
  const clock = { now: () => new Date() };
  const wire = wireWithToken({
    token: sandbox.actionsToken(repository),
    baseUrl: sandbox.url,
    clock,
  });
  const host = githubHostWithToken(wire, clock);
  return {
    ...{ host, clock },
    memory: createInMemory(() => clock.now()),
    seal: hmacSeal([stateKey]),
    identity: { login: "github-actions[bot]", writer: "action", webUrl: sandbox.url },
    settings: settingsReader(host, clock, builtInTemplates()),
    runbooks: runbookReader(host, clock, builtInRunbooks()),
  };
}
