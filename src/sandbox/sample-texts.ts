import type { CommandRefused, IncidentEvent } from "../core/incident/events.ts";
import type { Incident } from "../core/incident/incident.ts";
import type { Refusal } from "../core/incident/refusal.ts";
import { renderAnswer } from "../core/view/answer.ts";
import { renderCard } from "../core/view/card.ts";
import { renderIncidentBody } from "../core/view/incident-body.ts";
import { renderPointer } from "../core/view/pointer.ts";
import { fill } from "../core/view/render.ts";
import { renderReport } from "../core/view/report.ts";
import { suspectsView } from "../core/view/suspects.ts";
import type { Answers } from "../core/view/telling.ts";
import type { Templates } from "../core/view/templates.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleEnding,
  sampleEvents,
  sampleIncident,
  sampleInstant,
  sampleStamp,
} from "./sample-incident.ts";
import { mitigationTexts } from "./sample-mitigation-texts.ts";
import { sampleNoSuspects, sampleSuspects } from "./sample-suspects.ts";

type Text = readonly [title: string, text: string];

/** Every text the bot writes until an incident is over, each with a title. */
export function sampleTexts(templates: Templates): readonly Text[] {
  return [
    ...cards(templates),
    ...answers(templates),
    ...refusals(templates),
    ...others(templates),
    ...mitigationTexts(templates),
  ];
}

function cards(templates: Templates): readonly Text[] {
  const card = (incident: Incident) =>
    renderCard({ incident, config, templates, place, notices: [] });
  const declared = sampleIncident(sampleEvents.slice(0, 1));
  const dismissed: IncidentEvent = {
    kind: "IncidentDismissed",
    stamp: sampleStamp(9),
    by: "grace",
    reason: "duplicate",
    duplicateOf: "#7",
    text: "same deployment",
  };
  return [
    ["card, just declared", card(declared)],
    ["card, in the middle", card(sampleIncident())],
    ["card, resolved", card(sampleIncident([...sampleEvents, ...sampleEnding]))],
    ["card, dismissed", card(sampleIncident([...sampleEvents.slice(0, 2), dismissed]))],
    [
      "card, a drill with notices",
      renderCard({
        incident: { ...declared, drill: true },
        config,
        templates,
        place,
        notices: [
          { code: "restored", from: "thread", at: sampleInstant(5) },
          { code: "thread-nearly-full", comments: 2010 },
        ],
        configProblem:
          '.github/allclear.yml: line 3, column 9: timezone is "Mars"; expected a time zone, for example UTC',
      }),
    ],
  ];
}

function answers(templates: Templates): readonly Text[] {
  const tell = (events: readonly IncidentEvent[], found: Answers = {}) =>
    renderAnswer(events, { incident: sampleIncident(), config, templates, place, answers: found });
  const [declared, , , , role, , , worse] = sampleEvents;
  const update = sampleEvents.filter(({ kind }) => kind === "UpdatePosted");
  const said = { stamp: sampleStamp(30), by: "ada" };
  const question = (
    topic: "status" | "list" | "check" | "help",
    about?: string,
  ): IncidentEvent => ({
    kind: "QuestionAsked",
    ...said,
    topic,
    ...(about !== undefined && { about }),
  });
  const incidents: Answers["incidents"] = [
    {
      number: 12,
      title: "Checkout is down",
      url: place.issueUrl,
      severity: "SEV1",
      status: "investigating",
      commander: "ada",
    },
    { number: 14, title: "Mail is late | again", url: place.issueUrl, status: "triage" },
  ];
  return [
    [
      "declared with a severity",
      declared === undefined ? "" : tell([{ ...declared, severity: "SEV1" } as IncidentEvent]),
    ],
    ["declared without one", declaredAlone(templates)],
    ["severity", worse === undefined ? "" : tell([worse])],
    ["update", tell(update)],
    ["role", role === undefined ? "" : tell([role])],
    [
      "role, handed over",
      tell([
        {
          kind: "RoleAssigned",
          ...said,
          role: "commander",
          login: "linus",
          from: "ada",
          handoff: { note: "end of my shift" },
        },
      ]),
    ],
    ["status", tell([question("status")])],
    ["list", tell([question("list")], { incidents })],
    ["list, empty", tell([question("list")], { incidents: [] })],
    [
      "check",
      tell([question("check")], {
        check: [
          { what: "label incident", state: "ok" },
          {
            what: "permission contents: write",
            state: "missing",
            fix: "Accept the new permissions of the app",
          },
        ],
      }),
    ],
    ["help", tell([question("help")])],
    ["help sev", tell([question("help", "sev")])],
    [
      "reply, summary",
      tell([{ kind: "SummaryWritten", ...said, text: "Cards fail", before: "Payments fail" }]),
    ],
    [
      "reply, closed by hand",
      tell([{ kind: "IncidentResolved", ...said, missing: ["severity", "summary"] }]),
    ],
    [
      "reply, nothing changed",
      tell([{ kind: "NothingChanged", ...said, verb: "sev", already: "the severity is SEV1" }]),
    ],
    [
      "reply, opened, and something done",
      tell(
        [
          { kind: "NoteAdded", ...said, text: "Mail is late, too" },
          {
            kind: "SeparateIncidentRequested",
            ...said,
            stamp: sampleStamp(30, 1030, 2),
            title: "Mail is late",
            services: [],
            drill: false,
          },
        ],
        {
          opened: new Map([
            [
              sampleStamp(30, 1030, 2),
              { number: 13, url: "https://github.com/octo-org/shop/issues/13" },
            ],
          ]),
        },
      ),
    ],
  ];
}

function declaredAlone(templates: Templates): string {
  const event: IncidentEvent = {
    kind: "IncidentDeclared",
    stamp: sampleStamp(30),
    by: "ada",
    services: [],
    drill: false,
  };
  const incident = sampleIncident([event]);
  return renderAnswer([event], { incident, config, templates, place, answers: {} });
}

function refusals(templates: Templates): readonly Text[] {
  const tell = (refusal: Refusal, more: Partial<CommandRefused> = {}): Text => {
    const event: CommandRefused = {
      kind: "CommandRefused",
      stamp: sampleStamp(30),
      by: "eve",
      verb: "resolve",
      refusal,
      ...more,
    };
    const telling = { incident: sampleIncident(), config, templates, place, answers: {} };
    const title = `reply, ${refusal.code}${event.gesture === undefined ? "" : ", by hand"}`;
    return [title, renderAnswer([event], telling)];
  };
  const levels = config.ladder.levels.map(({ name }) => name);
  return [
    tell({ code: "not-allowed", needs: ["write", "holder"], role: "commander" }),
    tell(
      { code: "not-allowed", needs: ["triage"] },
      { verb: "label", gesture: "label:severity: SEV1:true" },
    ),
    tell(
      { code: "not-allowed", needs: ["write", "holder"], role: "commander" },
      { verb: "resolve", gesture: "state:closed" },
    ),
    tell(
      {
        code: "misread",
        came: "25:99",
        expected: "a time such as 09:30, -15m, 2h ago or 2026-08-01T09:30Z",
        example: "/note first alert at=09:30",
      },
      { verb: "note" },
    ),
    tell(
      {
        code: "misread",
        came: "/resovle",
        expected: "a command I know; did you mean resolve?",
        example: "/resolve rolled back to 4.2",
      },
      { verb: "resovle" },
    ),
    tell({ code: "unknown-severity", came: "P1", levels }, { verb: "sev" }),
    tell(
      { code: "unknown-role", came: "boss", roles: config.roles.map(({ name }) => name) },
      { verb: "role" },
    ),
    tell({ code: "ended", status: "resolved" }, { verb: "mitigated" }),
    tell({ code: "not-resolved", status: "monitoring" }, { verb: "close" }),
    tell({ code: "not-resolved", status: "dismissed" }, { verb: "close" }),
    tell({ code: "not-ended", status: "investigating" }, { verb: "reopen" }),
    tell({ code: "missing", missing: ["severity", "mitigation"] }),
    tell({ code: "missing", missing: ["severity"] }),
    tell({ code: "missing", missing: ["mitigation"] }),
    tell({ code: "no-such-item", came: 7, numbers: [1, 2] }, { verb: "done" }),
    tell({ code: "no-such-item", came: 7, numbers: [] }, { verb: "done" }),
    tell({ code: "role-is-empty", role: "scribe" }, { verb: "handoff" }),
    tell({ code: "not-holding", role: "commander", holder: "ada" }, { verb: "handoff" }),
    tell({ code: "cancel-instead" }, { verb: "label", gesture: "label:incident:false" }),
    tell({ code: "verb-instead", verb: "sev" }, { verb: "status" }),
    tell({ code: "verb-instead", verb: "status" }, { gesture: "label:status: triage:false" }),
    tell({ code: "edited-by-somebody-else", editor: "mallory" }),
    tell({ code: "not-declared" }, { verb: "ack" }),
    tell({ code: "pull-request" }, { verb: "declare" }),
    tell({ code: "unknown-person", came: "@nobody" }, { verb: "lead" }),
  ];
}

function others(templates: Templates): readonly Text[] {
  const given = { config, templates, place };
  const cardUrl = `${place.issueUrl}#issuecomment-1000`;
  return [
    ["report", renderReport({ ...given, by: "eve" })],
    ["pointer", renderPointer({ templates, cardUrl })],
    ["suspects", fill(templates.suspects, suspectsView(sampleSuspects, given))],
    ["suspects, none", fill(templates.suspects, suspectsView(sampleNoSuspects, given))],
    [
      "incident-body",
      renderIncidentBody(
        {
          kind: "SeparateIncidentRequested",
          stamp: sampleStamp(30),
          by: "ada",
          title: "Mail is late",
          severity: "SEV3",
          services: ["mail"],
          startedAt: sampleInstant(10),
          drill: false,
        },
        given,
      ),
    ],
  ];
}
