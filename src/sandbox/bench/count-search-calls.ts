import type { RunningApp } from "../../app/start-app.ts";
import type { RecordedRequest } from "../github/http/server.ts";
import type { Thread } from "../github/person.ts";
import { figureOfCalls } from "./call-figure.ts";
import type { Figure, Section } from "./figure.ts";
import { countCalls, listen, openPlace, type Place, settle, silent, startHere } from "./stage.ts";

/** What it costs to find out what changed, and to post that and a runbook unasked. */
export const countSearchCalls: Section = {
  name: "search",
  title: "Calls to GitHub for the search for suspects, and for what is posted unasked",
  async measure() {
    const place = await openPlace({ rateLimit: 1_000_000 });
    const app = await startHere(place);
    try {
      return [...(await searches(place, app)), ...(await declarations(place, app))];
    } finally {
      await app.stop();
      await place.clear();
    }
  },
};

/** Merged pull requests, pushes and deployments: each of them is looked into. */
const candidates = 4;
const [commander, catalog] = [
  "acme/pager",
  "services: [{ name: api }, { name: web, repository: acme/web }]\n",
];

async function searches(shared: Place, app: RunningApp): Promise<readonly Figure[]> {
  const place = { ...shared, repository: commander };
  await fill(place, silent + catalog);
  await fill({ ...shared, repository: "acme/web" }, silent);
  const on = await declare(place, app);
  const search = async (what: string, text: string, most: number) => {
    const all = await countCalls(place, { app, on, text });
    const calls = all.filter(({ path }) => isSearch(path));
    return figureOfCalls({
      what,
      calls,
      most,
      aside: `${all.length} with the look and its answer`,
    });
  };
  const each = 5 + candidates;
  return [
    await search("one repository", "/changes service=api", each),
    await search("another repository", "/changes service=web", each),
    await search("two repositories", "/changes service=api,web", 2 * each),
    await search("where CODEOWNERS has to be read", "/changes service=mail", each + 3),
  ];
}

/** All but the reading of the thread, and what is written into it. */
function isSearch(path: string): boolean {
  return !/\/(?:issues|collaborators)\b|^\/graphql/.test(path);
}

async function declarations(shared: Place, app: RunningApp): Promise<readonly Figure[]> {
  const both = { suspects: "", runbooks: "" };
  const off = {
    suspects: "suspects: { onDeclare: false }\n",
    runbooks: "runbooks: { onDeclare: false }\n",
  };
  const settings = [
    { what: "declare by the label, nothing else", config: off, most: 8 },
    { what: "… with suspects", config: { ...both, runbooks: off.runbooks } },
    { what: "… with a runbook", config: { ...both, suspects: off.suspects } },
    { what: "… with both", config: both },
  ];
  const figures: Figure[] = [];
  let alone = 0;
  for (const [at, { what, config, most }] of settings.entries()) {
    const place = { ...shared, repository: `acme/declared-${at}` };
    await fill(place, `version: 1\n${config.suspects}${config.runbooks}`);
    await declare(place, app);
    const calls = await countDeclaration(place, app);
    if (at === 0) alone = calls.length;
    const aside = at === 0 ? undefined : `${calls.length - alone} more`;
    figures.push(figureOfCalls({ what, calls, most, ...(aside !== undefined && { aside }) }));
  }
  return figures;
}

/** One pull request, one push and two deployments, of which one carries both. */
async function fill(place: Place, config: string): Promise<void> {
  const { ada, repository, sandbox } = place;
  sandbox.repository(repository, {
    collaborators: { ada: "maintain" },
    files: { ".github/allclear.yml": config },
  });
  await ada.deploys(repository, { ref: "main", environment: "production", state: "success" });
  const files = { "src/cart.ts": "export const limit = 0;\n" };
  const { number } = await ada.proposes(repository, { title: "Cache carts", head: "cache", files });
  await ada.merges({ repository, number }, "squash");
  ada.pushes(repository, { files: { "src/pay.ts": "export {};\n" }, message: "Hurry" });
  await ada.deploys(repository, { ref: "main", environment: "production", state: "success" });
}

/** An incident, so that config, labels, runbooks and people are known by then. */
async function declare(place: Place, app: RunningApp): Promise<Thread> {
  const on = await report(place, app);
  await place.ada.labels(on, "incident");
  await settle(place, app);
  await place.ada.comments(on, "/note this one warms what is remembered of ada");
  await settle(place, app);
  return on;
}

async function report(place: Place, app: RunningApp): Promise<Thread> {
  const { ada, repository } = place;
  const title = "Checkout fails since the deployment";
  const { number } = await ada.opens(repository, { title, body: "Since two." });
  await settle(place, app);
  return { repository, number };
}

async function countDeclaration(
  place: Place,
  app: RunningApp,
): Promise<readonly RecordedRequest[]> {
  const on = await report(place, app);
  const heard = listen(place);
  await place.ada.labels(on, "incident");
  await settle(place, app);
  return heard.ours();
}
