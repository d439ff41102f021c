import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeBlock } from "../../../src/core/card/block.ts";
import { type IncidentRecord, nameOf, schemaVersion } from "../../../src/core/card/record.ts";

const folder = new URL("../../fixtures/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => /^card\.v\d+\.md$/.test(name));
const thread = { repository: 1_296_269, issue: 12 };

function recordIn(name: string, turn: (body: string) => string = (body) => body): IncidentRecord {
  const decoded = decodeBlock(turn(readFileSync(new URL(name, folder), "utf8")), thread);
  if (decoded.kind !== "read") throw new Error(`${name} is ${JSON.stringify(decoded)}`);
  return decoded.record;
}

const owedSinceVersion3 = [
  "postmortem",
  "checklist",
  "postmortem-state:closed",
  "review:1k2j3",
  "reminder:2026-11-23T10:00:00Z/t/0/0",
  "tracked:1",
  "tracked-state:2:closed",
  "known:c1000",
];

const owedSinceVersion4 = [
  "page:2026-11-22T03:00:00Z/t/316758469/0",
  "page-state:allclear/1296269#12/t6ohzo/1/pagerduty:checkout:resolved",
  "tell:slack:incidents:2026-11-22T03:52:00Z/c/1077/1",
  "room:2026-11-22T03:52:00Z/c/1077/1",
];

// An incident may outlive a release: every version of the card that was ever written stays
// readable. These files are never written anew; a new schema version adds one.
describe("cards as they were written once", () => {
  it("are kept of every schema version", () => {
    const versions = Array.from({ length: schemaVersion }, (_, index) => `card.v${index + 1}.md`);
    expect(fixtures.sort()).toEqual(versions.sort());
  });

  it.each(fixtures)("are still readable: %s", (name) => {
    const record = recordIn(name);
    expect(record).toMatchObject({
      schema: Number(/\d+/.exec(name)?.[0]),
      generation: 31,
      writer: "app:12345",
      floor: "2026-11-22T02:35:00Z/c/1000/1",
      seenUntil: "2026-11-22T03:52:00Z",
      processed: [
        [1074, "2026-11-22T03:49:00Z"],
        [1077, "2026-11-22T03:52:00Z"],
      ],
      gestures: { page: 2, lastId: 7001 },
      shown: { labels: ["incident", "severity: SEV1", "status: dismissed"], state: "closed" },
      putBack: ["label:incident:false"],
      yielded: ["assignee:grace:true"],
    });
    expect(record.owed.map(nameOf)).toEqual([
      "answer:c1078",
      "react:1077",
      "label:status: dismissed:true",
      "assignee:linus:false",
      "state:closed",
      "marker",
      "drill-title",
      "pin",
      ...(record.schema < 3 ? [] : owedSinceVersion3),
      ...(record.schema < 4 ? [] : owedSinceVersion4),
    ]);
    expect(record.notices.map(({ code }) => code)).toEqual(["restored", "thread-nearly-full"]);
  });

  it.each(fixtures)("still tell the whole incident: %s", (name) => {
    const { incident } = recordIn(name);
    expect(incident).toMatchObject({
      status: "dismissed",
      severity: "SEV1",
      drill: false,
      summary: "Deployment 4.3 broke card payments; rolled back to 4.2.",
      impact: { text: "Nobody can pay by card", users: "20%", regions: ["eu", "us"] },
      services: ["checkout-api", "web"],
      roles: { commander: "ada", "communications lead": "grace" },
      responders: ["linus"],
      update: { by: "grace", nextAt: "2026-11-22T03:07:00Z" },
      updates: 1,
      dismissal: { reason: "duplicate", duplicateOf: "#11", text: "handled there" },
    });
    expect(incident.milestones).toEqual({
      startedAt: "2026-11-22T02:15:00Z",
      declaredAt: "2026-11-22T02:35:00Z",
      acknowledgedAt: "2026-11-22T02:38:00Z",
      mitigatedAt: "2026-11-22T03:13:00Z",
      closedAt: "2026-11-22T03:52:00Z",
    });
    expect(incident.actionItems.map(({ state }) => state)).toEqual(["open", "done", "dropped"]);
    expect(incident.links.map(({ relation }) => relation)).toEqual([
      "link",
      "related",
      "duplicate",
    ]);
    expect(incident.timeline.filter(({ withdrawn }) => withdrawn)).toHaveLength(1);
    expect(incident.setBy).toMatchObject({ status: "2026-11-22T03:52:00Z/c/1077/1" });
  });

  it.each(fixtures.filter((name) => name !== "card.v1.md"))(
    "tell of mitigations and the runbook since version 2: %s",
    (name) => {
      const { mitigations, runbook, timeline } = recordIn(name).incident;
      expect(mitigations).toMatchObject([
        { id: 1, kind: "rollback", state: "deployed", pull: { number: 130 }, checks: "passed" },
        { id: 2, kind: "hotfix", state: "not-opened", planCheck: { filled: false } },
      ]);
      expect(runbook?.steps.map(({ state }) => state)).toEqual([
        "done",
        "skipped",
        "failed",
        "open",
      ]);
      expect(timeline.map(({ stamp }) => stamp)).toEqual(
        expect.arrayContaining(["2026-11-22T03:08:00Z/p/90130/4", "2026-11-22T03:11:00Z/d/4711/0"]),
      );
    },
  );

  it("tell of the postmortem, of reminders and of tracked action items since version 3", () => {
    const { incident, postmortemRead, owed } = recordIn("card.v3.md");
    expect(incident.postmortem).toEqual({
      state: "open",
      stamp: "2026-11-22T03:40:00Z/c/1073/1",
      by: "ada",
      dueAt: "2026-11-24T03:40:00Z",
      owner: "ada",
      issue: { number: 131, id: 90_131, url: "https://github.com/octo-org/shop/issues/131" },
      review: { digest: "1k2j3", findings: 2 },
    });
    expect(incident.reminded).toEqual({
      postmortem: "soon@2026-11-24T03:40:00Z",
      "item:1": "due@2026-12-01",
    });
    expect(incident.actionItems[0]).toMatchObject({
      verified: "the alert fires in staging",
      tracked: { repository: "octo-org/web", repositoryId: 77, number: 7, id: 9007, state: "open" },
    });
    expect(incident.setBy).toMatchObject({
      postmortem: "2026-11-22T03:40:00Z/c/1073/1",
      "postmortem.state": "2026-11-22T03:40:00Z/c/1073/1",
      "item-text:1": "2026-11-22T05:00:00Z/m/90131/0",
    });
    expect(postmortemRead).toEqual({
      seenUntil: "2026-11-22T05:00:00Z",
      processed: [[2001, "2026-11-22T04:59:00Z"]],
    });
    expect(owed.find(({ kind }) => kind === "answer")).toMatchObject({ on: 131 });
  });

  it("tell of the clock, of pages and of places that were told since version 4", () => {
    const { incident, owed } = recordIn("card.v4.md");
    expect(incident).toMatchObject({
      reminded: {
        update: "step2@2026-11-22T03:07:00Z",
        "role:communications lead": "step1@2026-11-22T02:45:00Z",
        phase: "step3@2026-11-22T02:35:00Z",
      },
      changesAskedAt: "2026-11-22T02:40:00Z",
      remindersAskedFor: [{ id: "1076/1", by: "linus", text: "check the queue" }],
      snoozedUntil: "2026-11-22T03:30:00Z",
      watchUntil: "2026-11-22T05:13:00Z",
      draft: "It is mitigated, and we are watching whether that holds.",
      response: { since: "2026-11-22T02:36:00Z" },
      calls: [{ policy: "checkout", by: "linus", reason: "the queue stands still" }],
      clockBeganAt: "2026-11-22T02:36:00Z",
      respondedAt: "2026-11-22T02:38:00Z",
      pages: [{ target: { by: "pagerduty", name: "checkout" }, state: "acknowledged" }],
      told: ["slack:incidents", "webhook:teams"],
      room: { channel: "C0123456789", thread: "1763781600.000100" },
    });
    expect(owed.find(({ kind }) => kind === "page")).toMatchObject({
      call: "2026-11-22T02:36:00Z",
      policy: "checkout",
      level: 2,
      turn: 2,
      targets: [
        { by: "mention", name: "octo-org/leads" },
        { by: "webhook", name: "pager" },
      ],
    });
  });

  it.each(fixtures)("keep the odd letters people wrote: %s", (name) => {
    const [entry] = recordIn(name).incident.timeline.filter(({ stamp }) =>
      stamp.includes("/1071/"),
    );
    expect(entry?.text).toBe("Odd letters: -- --> <!-- @everyone \u0000 \ud83d 🔥\r\nlast line");
  });

  it.each(fixtures)("are readable with the host's line ends: %s", (name) => {
    const turned = recordIn(name, (body) => body.replace(/\r?\n/g, "\r\n"));
    expect(turned).toEqual(recordIn(name));
  });
});
