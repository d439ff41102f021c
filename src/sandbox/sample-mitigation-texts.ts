import type { IncidentEvent } from "../core/incident/events.ts";
import { rollbackMessage } from "../core/rollback/commit-message.ts";
import type { RollbackFinding, RollbackPlan } from "../core/rollback/plan.ts";
import { renderAnswer } from "../core/view/answer.ts";
import { renderCard } from "../core/view/card.ts";
import { hotfixTitle, renderHotfixPull } from "../core/view/hotfix-pull.ts";
import { renderRollbackPull, rollbackTitle } from "../core/view/rollback-pull.ts";
import { renderChecklist } from "../core/view/runbook.ts";
import type { Answers } from "../core/view/telling.ts";
import type { Templates } from "../core/view/templates.ts";
import {
  samplePlace as place,
  sampleConfig,
  sampleEvents,
  sampleIncident,
  sampleStamp,
} from "./sample-incident.ts";
import * as sample from "./sample-mitigations.ts";
import { conflict, impossible, refusedRollback } from "./sample-rollback-refusals.ts";
import { sampleRunbooks } from "./sample-runbooks.ts";
import { sampleServices } from "./sample-suspects.ts";

type Text = readonly [title: string, text: string];

const config = { ...sampleConfig, services: sampleServices };
const incident = sampleIncident([...sampleEvents, ...sample.mitigationEvents]);
/** As it is when the answers about pull requests are written. */
const justOpened = sampleIncident([...sampleEvents, ...sample.openedEvents]);

/** What the bot writes about rollbacks, hotfixes and runbooks. */
export function mitigationTexts(templates: Templates): readonly Text[] {
  return [
    ["card, with mitigations", renderCard({ incident, config, templates, place, notices: [] })],
    ...rollbacks(templates),
    ...pulls(templates),
    ...runbooks(templates),
  ];
}

function rollbacks(templates: Templates): readonly Text[] {
  const tell = teller(templates);
  const opening = sampleIncident([...sampleEvents, sample.proposed(sample.cleanPlan)]);
  const preview = (finding: RollbackFinding) => {
    const stamp = sampleStamp(30);
    const asked = { kind: "QuestionAsked", stamp, by: "ada", topic: "rollback-preview" } as const;
    return tell([asked], { previews: new Map([[stamp, finding]]) });
  };
  const ready = (plan: RollbackPlan) => preview({ kind: "ready", plan });
  return [
    ["rollback, clean", tell([sample.proposed(sample.cleanPlan)])],
    ["rollback, with all risks", tell([sample.proposed(sample.riskyPlan)])],
    ["rollback, to the last good", tell([sample.proposed(sample.restorePlan)])],
    [
      "rollback, still opening",
      renderAnswer([sample.proposed(sample.cleanPlan)], {
        ...{ incident: opening, config, templates, place, answers: {} },
      }),
    ],
    ["dry run, clean", ready(sample.cleanPlan)],
    ["dry run, by a merge", ready(sample.riskyPlan)],
    [
      "dry run, in conflict",
      conflict.code === "rollback-conflict" ? preview(conflict.conflict) : "",
    ],
    ["dry run, nothing to do", preview({ kind: "nothing", target: "#123", by: "ab12ab12ab12" })],
    ["rollback, in conflict", tell([refusedRollback(conflict)])],
    ...impossible.map((refusal): Text => {
      const why = refusal.code === "rollback-impossible" ? refusal.why : "";
      return [`rollback, impossible: ${why}`, tell([refusedRollback(refusal)])];
    }),
    ["rollback, it is out", tell([sample.rollbackOut])],
    ["rollback, its deployment failed", tell([sample.rollbackNotOut])],
    ["hotfix", tell([sample.hotfix])],
  ];
}

function pulls(templates: Templates): readonly Text[] {
  const telling = { incident, config, templates, place };
  const { cleanPlan, riskyPlan, restorePlan, hotfix } = sample;
  const body = (plan: RollbackPlan) =>
    `${rollbackTitle(plan, telling)}\n\n${renderRollbackPull(sample.proposed(plan), telling)}`;
  const issue = { url: place.issueUrl, number: place.issue };
  return [
    ["pull request, clean rollback", body(cleanPlan)],
    ["pull request, rollback with all risks", body(riskyPlan)],
    ["pull request, back to the last good", body(restorePlan)],
    ["commit, rollback", rollbackMessage(cleanPlan, issue)],
    ["commit, back to the last good", rollbackMessage(restorePlan, issue)],
    [
      "pull request, hotfix",
      `${hotfixTitle(hotfix, telling)}\n\n${renderHotfixPull(hotfix, telling)}`,
    ],
  ];
}

function runbooks(templates: Templates): readonly Text[] {
  const tell = teller(templates);
  const [runbook] = sampleRunbooks.filter(({ name }) => name === "bad-deploy");
  const why = 'it is for checkout-api and the title says "deployment"';
  const stamp = sampleStamp(31);
  const asked = { kind: "QuestionAsked", stamp, by: "ada", topic: "runbooks" } as const;
  const list = { runbooks: sampleRunbooks, problems: ["runbooks/old.md: no section came"] };
  return [
    ["runbook, checklist", runbook ? renderChecklist({ runbook, why, templates }) : ""],
    ["runbooks, listed", tell([asked], { runbooks: list })],
    ...(
      [
        {
          code: "unknown-runbook",
          came: "bad-deplyo",
          names: list.runbooks.map(({ name }) => name),
        },
        { code: "no-such-step", came: 40, steps: 17 },
        { code: "no-runbook" },
      ] as const
    ).map((refusal): Text => {
      const verb = refusal.code === "unknown-runbook" ? "runbook" : "step";
      return [`runbook, ${refusal.code}`, tell([{ ...refusedRollback(refusal), verb }])];
    }),
  ];
}

function teller(templates: Templates) {
  return (events: readonly IncidentEvent[], answers: Answers = {}) =>
    renderAnswer(events, { incident: justOpened, config, templates, place, answers });
}
