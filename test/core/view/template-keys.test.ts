import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { builtInRunbooks } from "../../../src/adapters/runbooks/built-in-runbooks.ts";
import { type TemplateName, templateNames } from "../../../src/core/config/template-names.ts";
import { readRunbook } from "../../../src/core/runbook/read-runbook.ts";
import { statistics } from "../../../src/core/statistics/statistics.ts";
import { cardView } from "../../../src/core/view/card.ts";
import { checkView } from "../../../src/core/view/check.ts";
import { clockView } from "../../../src/core/view/clock.ts";
import { declaredView } from "../../../src/core/view/declared.ts";
import { helpView } from "../../../src/core/view/help.ts";
import { hotfixView } from "../../../src/core/view/hotfix.ts";
import { hotfixPullView } from "../../../src/core/view/hotfix-pull.ts";
import { incidentBodyView } from "../../../src/core/view/incident-body.ts";
import { knownView } from "../../../src/core/view/known.ts";
import { listView } from "../../../src/core/view/list.ts";
import { onCallView } from "../../../src/core/view/oncall.ts";
import { pageView } from "../../../src/core/view/page.ts";
import { pointerView } from "../../../src/core/view/pointer.ts";
import { postmortemView } from "../../../src/core/view/postmortem.ts";
import { reminderView } from "../../../src/core/view/reminder.ts";
import { namesIn, type View } from "../../../src/core/view/render.ts";
import { replyView } from "../../../src/core/view/reply.ts";
import { reportView } from "../../../src/core/view/report.ts";
import { reviewView } from "../../../src/core/view/review.ts";
import { roleView } from "../../../src/core/view/role.ts";
import { previewView, rollbackView } from "../../../src/core/view/rollback.ts";
import { rollbackPullView } from "../../../src/core/view/rollback-pull.ts";
import { runbookView } from "../../../src/core/view/runbook.ts";
import { runbooksView } from "../../../src/core/view/runbooks.ts";
import { severityView } from "../../../src/core/view/severity.ts";
import { statisticsView } from "../../../src/core/view/statistics.ts";
import { statusView } from "../../../src/core/view/status.ts";
import { suspectsView } from "../../../src/core/view/suspects.ts";
import { trackedView } from "../../../src/core/view/tracked.ts";
import { updateView } from "../../../src/core/view/update.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleIncident,
  sampleStamp,
} from "../../../src/sandbox/sample-incident.ts";
import { sampleSuspects } from "../../../src/sandbox/sample-suspects.ts";
import { aPlan } from "../incident/a-plan.ts";
import { templates } from "./built-in.ts";

const incident = sampleIncident();
const period = { from: "2026-08-01T00:00:00Z", to: "2026-09-01T00:00:00Z" };
const telling = { incident, config, templates, place, answers: {} };
const said = { stamp: sampleStamp(1), by: "ada" };
const declared = { ...said, kind: "IncidentDeclared", services: [], drill: false } as const;
const requested = { ...declared, kind: "SeparateIncidentRequested", title: "x" } as const;
const role = { ...said, kind: "RoleAssigned", role: "scribe", login: "bob" } as const;
const status = "investigating" as const;

const rollback = { ...said, kind: "RollbackProposed", mitigation: 1, plan: aPlan() } as const;
const hotfix = {
  ...said,
  kind: "HotfixProposed",
  mitigation: 1,
  title: "x",
  repository: "acme/web",
  repositoryId: 7,
  base: "main",
  sha: "d".repeat(40),
  tree: "e".repeat(40),
  branch: "allclear/hotfix-7-1-1",
} as const;

const aRunbook = builtInRunbooks().flatMap(({ name, text }) => {
  const read = readRunbook(name, text);
  return "runbook" in read ? read.runbook : [];
})[0] as Parameters<typeof runbookView>[0];

const views: Readonly<Record<TemplateName, readonly View[]>> = {
  card: [cardView({ incident, config, templates, place, notices: [] }, 0)],
  declared: [declaredView(declared, telling)],
  severity: [
    severityView({ ...said, kind: "SeverityChanged", to: "SEV1", direction: "first" }, telling),
  ],
  update: [updateView({ ...said, kind: "UpdatePosted", text: "x", status }, telling)],
  role: [roleView(role, telling), roleView({ ...role, handoff: {} }, telling)],
  rollback: [
    rollbackView(rollback, telling),
    previewView({ kind: "ready", plan: rollback.plan }, telling),
    previewView({ kind: "nothing", target: "#1" }, telling),
  ],
  "rollback-pull": [rollbackPullView(rollback, telling)],
  hotfix: [hotfixView(hotfix, telling)],
  "hotfix-pull": [hotfixPullView(hotfix, telling)],
  runbook: [runbookView(aRunbook)],
  runbooks: [
    runbooksView(undefined, telling),
    runbooksView({ runbooks: [], problems: [] }, telling),
  ],
  postmortem: [true, false].map((isIssue) =>
    postmortemView(
      { incident, config, templates, place, title: "x", repositoryId: 7 },
      { timeline: "", actionItems: "", isIssue },
    ),
  ),
  reminder: [reminderView([], telling)],
  clock: [clockView([], telling)],
  page: [
    pageView({
      ...telling,
      incident,
      policy: "x",
      call: said.stamp,
      level: 1,
      isAsked: false,
      isLast: true,
      targets: [],
      outcomes: [],
    }),
  ],
  oncall: [onCallView({ incident, config, services: [] })],
  tracked: incident.actionItems.map((item) => trackedView(item, telling)),
  known: [knownView([], place)],
  reply: [replyView({ what: "", why: "", next: "" })],
  report: [reportView({ config, templates, place })],
  review: [
    reviewView([]),
    reviewView([{ rule: "blame", line: 1, quote: "x", why: "y", suggestion: "z" }]),
  ],
  pointer: [pointerView({ templates, cardUrl: "" })],
  "incident-body": [incidentBodyView(requested, { config, templates, place })],
  status: [statusView({ incident, config, place })],
  list: [listView(undefined, place), listView([], place)],
  help: [helpView(undefined, config), helpView("ack", config)],
  suspects: [suspectsView(undefined, telling), suspectsView(sampleSuspects, telling)],
  check: [checkView(undefined), checkView([])],
  statistics: [statisticsView(statistics([], period, config), config)],
};

test.each(templateNames)("the template %s uses exactly the keys of its view", (name) => {
  const used = [...namesIn(templates[name])].sort();
  for (const view of views[name]) expect(Object.keys(view).sort()).toEqual(used);
});

test("every template file has its name in the list, and its view a file of the same name", () => {
  const filesIn = (folder: string, ending: string) =>
    readdirSync(new URL(`../../../${folder}/`, import.meta.url))
      .filter((file) => file.endsWith(ending))
      .map((file) => file.slice(0, -ending.length));
  expect(filesIn("templates", ".mustache").sort()).toEqual([...templateNames].sort());
  expect(filesIn("src/core/view", ".ts")).toEqual(expect.arrayContaining([...templateNames]));
});
