import { describe, expect, test } from "vitest";
import type { Incident } from "../../../src/core/incident/incident.ts";
import type { Postmortem } from "../../../src/core/incident/postmortem.ts";
import { renderAnswer } from "../../../src/core/view/answer.ts";
import { renderCard } from "../../../src/core/view/card.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleEnding,
  sampleEvents,
  sampleIncident,
  sampleInstant,
  sampleStamp,
} from "../../../src/sandbox/sample-incident.ts";
import { templates } from "./built-in.ts";
import { expectHarmless } from "./harmless.ts";

const running: Incident = withoutOne(sampleIncident());
const resolved: Incident = withoutOne(sampleIncident([...sampleEvents, ...sampleEnding]));
const closed: Incident = { ...resolved, status: "closed" };
const dismissed: Incident = { ...resolved, status: "dismissed" };
const drill: Incident = { ...resolved, drill: true };

const issue = { number: 31, id: 9031, url: "https://github.com/octo-org/shop/issues/31" };
const open: Postmortem = {
  state: "open",
  stamp: sampleStamp(60),
  by: "ada",
  dueAt: sampleInstant(60 + 2880),
  owner: "grace",
  issue,
  review: { digest: "x", findings: 2 },
};
const waived: Postmortem = { ...open, state: "waived", by: "linus", why: "as in @jane's #12" };
const failed: Postmortem = {
  state: "not-opened",
  stamp: sampleStamp(60),
  by: "ada",
  why: "issues are turned off",
};

/** What the story itself says of a postmortem is left out here. */
function withoutOne({ postmortem: _postmortem, ...incident }: Incident): Incident {
  return incident;
}

function card(incident: Incident): string {
  return renderCard({ incident, config, templates, place, notices: [] });
}

function answer(incident: Incident | undefined): string {
  const said = { stamp: sampleStamp(70), by: "ada" };
  const telling = { incident, config, templates, place, answers: {} };
  return renderAnswer([{ ...said, kind: "QuestionAsked", topic: "postmortem" }], telling);
}

const linked = "[#31](https://github.com/octo-org/shop/issues/31)";

describe("the card says where the postmortem stands", () => {
  test.each<[string, Postmortem, string]>([
    [
      "open: its issue, until when, by whom, and what is missing",
      open,
      `${linked} · open · due 2026-11-24 03:35 UTC (04:35 Europe/Berlin) · ` +
        "owner [grace](https://github.com/grace) · 2 things to look at",
    ],
    ["being opened", { ...failed, state: "opening" }, "being opened"],
    ["done", { ...open, state: "done" }, `${linked} · done`],
    ["waived, by whom and why", waived, `${linked} · waived by [linus](https://github.com/linus)`],
    ["not opened, and why", failed, "could not be opened: issues are turned off"],
  ])("%s", (_, postmortem, said) => {
    const text = card({ ...resolved, postmortem });
    const [row] = text.split("\n").filter((line) => line.startsWith("**Postmortem** "));
    expect(row?.startsWith(`**Postmortem** ${said}`)).toBe(true);
    expectHarmless(row ?? "");
  });

  test("and nothing while there is none", () => {
    expect(card(resolved)).not.toContain("**Postmortem**");
  });
});

describe("an ended incident suggests what helps its postmortem", () => {
  test.each<[string, Incident, string | undefined]>([
    ["nothing while it goes on", running, undefined],
    ["to open one where there is none", resolved, "/postmortem create"],
    ["to open one where it was closed without", closed, "/postmortem create"],
    ["to try again", { ...resolved, postmortem: failed }, "/postmortem create"],
    ["to say that it is written", { ...resolved, postmortem: open }, "/postmortem ready"],
    ["nothing where it was waived", { ...resolved, postmortem: waived }, undefined],
    ["nothing where it was dismissed", dismissed, undefined],
    ["nothing after a drill", drill, undefined],
  ])("%s", (_, incident, command) => {
    const found = /`(\/postmortem \w+)`/.exec(card(incident))?.[1];
    expect(found).toBe(command);
  });
});

describe("/postmortem alone is answered", () => {
  test.each<[string, Incident | undefined, readonly string[]]>([
    ["where there is no incident", undefined, ["not an incident"]],
    ["before the end", running, ["none yet", "after resolving"]],
    ["after it, without one", resolved, ["none yet", "`/postmortem create`"]],
    ["where it was dismissed", dismissed, ["it was dismissed"]],
    ["with an open one", { ...resolved, postmortem: open }, [linked, "`/postmortem ready`"]],
    ["with a waived one", { ...closed, postmortem: waived }, ["waived", "`/postmortem create`"]],
    ["with one that was done", { ...closed, postmortem: { ...open, state: "done" } }, [linked]],
  ])("%s", (_, incident, facts) => {
    const text = answer(incident);
    for (const fact of facts) expect(text).toContain(fact);
    expect(text.split("\n").length).toBeLessThanOrEqual(2);
    expectHarmless(text);
  });
});

describe("an action item on the card", () => {
  const item = {
    number: 3,
    stamp: sampleStamp(50),
    text: "Alert on the queue",
    owner: "grace",
    due: "2026-12-01",
    type: "detect",
    verified: "it fires in staging",
    state: "open",
    tracked: {
      repository: "octo-org/web",
      repositoryId: 7,
      number: 77,
      id: 9077,
      url: "https://github.com/octo-org/web/issues/77",
      state: "open",
    },
  } as const;

  test("says who, until when, how one will see it, and where it is tracked", () => {
    expect(card({ ...resolved, actionItems: [item] })).toContain(
      "- **Item 3:** Alert on the queue (owner [grace](https://github.com/grace), " +
        "due 2026-12-01, detect, verified when it fires in staging, " +
        "tracked in [octo-org/web#77](https://github.com/octo-org/web/issues/77))",
    );
  });

  test("names the issue once that is its proof", () => {
    const done = { ...item, state: "done", note: "octo-org/web#77" } as const;
    expect(card({ ...resolved, actionItems: [done] }).split("web#77")).toHaveLength(2);
  });
});
