import { describe, expect, it, test } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { Command } from "../../../src/core/incident/commands.ts";
import { pagesToFollow, wantedPageState } from "../../../src/core/incident/deadlines/pages.ts";
import { isAwaited } from "../../../src/core/incident/deadlines/response.ts";
import { acknowledge, at, giving, paging, says, sev } from "./clock-story.ts";
import { configOf } from "./deadlines/thread.ts";
import { givenIncident, kindsOf, refusalOf, type Story } from "./given.ts";

describe("/page", () => {
  const page = (more: object = {}) => ({ kind: "PageResponders", ...more }) as Command;

  it("names a person, who is asked and mentioned by name", () => {
    const told = givenIncident().when(says(page({ login: "dave", reason: "database" }), 1));
    expect(told.events).toMatchObject([{ kind: "PersonPaged", login: "dave" }]);
    expect(told.incident.timeline.at(-1)?.text).toBe("paged dave: database");
    expect(told.incident.response).toBeUndefined();
  });

  it("names a policy in any case, and somebody is waited for from then on", () => {
    const told = givenIncident(paging)
      .when(says(acknowledge, 1))
      .when(says(page({ policy: "DATA" }), 5));
    expect(told.incident.calls).toEqual([
      { stamp: expect.stringContaining(at(5)), policy: "data", by: "bob" },
    ]);
    expect(isAwaited(told.incident)).toBe(true);
  });

  it.each([
    ["after an acknowledgement in the same second is heard", [acknowledge, page()], true],
    ["before an acknowledgement in the same second is answered", [page(), acknowledge], false],
  ])("%s", (_what, [first = page(), second = page()], isWaitedFor) => {
    const told = givenIncident(paging).when(says(first, 5)).when(says(second, 5));
    expect(isAwaited(told.incident)).toBe(isWaitedFor);
  });

  it("of the same policy takes the place of its own call, and of another stands beside it", () => {
    const told = givenIncident(paging)
      .when(says(page({ policy: "data", reason: "queue" }), 5))
      .when(says(page({ policy: "default" }), 6))
      .when(says(page({ policy: "Data" }), 7, "carol"));
    expect(told.incident.calls).toEqual([
      { stamp: expect.stringContaining(at(6)), policy: "default", by: "bob" },
      { stamp: expect.stringContaining(at(7)), policy: "data", by: "carol" },
    ]);
  });

  it("leaves the call of the severity as it is", () => {
    const told = givenIncident(paging).when(says(sev("1"), 1));
    const { response } = told.incident;
    expect(told.when(says(page(), 5)).incident.response).toEqual(response);
  });

  it("that was written before the incident came back is over, one after it is heard", () => {
    const back = givenIncident(paging)
      .when(says(page(), 5))
      .when(says({ kind: "ResolveIncident", force: "over" }, 6, "max"))
      .when(says({ kind: "ReopenIncident" }, 10, "max"));
    expect(back.incident.calls).toBeUndefined();
    const late = says(page({ policy: "data" }), 4);
    expect(back.when(late).incident.calls).toBeUndefined();
    expect(back.when(says(page(), 11)).incident.calls).toHaveLength(1);
  });

  it("without a name takes the policy in force, else any: help is never refused", () => {
    const started = (story: Story) => story.when(says(page(), 5)).incident.calls?.[0]?.policy;
    expect(started(givenIncident(paging).when(says(sev("1"), 1)))).toBe("default");
    expect(started(givenIncident(paging))).toBe("default");
  });

  it("with a name that no policy has pages all the same, and says so", () => {
    const told = givenIncident(paging).when(says(page({ policy: "nope" }), 5));
    expect(kindsOf(told)).toEqual(["EscalationStarted", "WarningGiven"]);
    expect(told.incident.calls).toMatchObject([{ policy: "default", reason: "nope" }]);
  });

  it("keeps the beginning of a long reason; the comment has the whole", () => {
    const told = givenIncident(paging).when(says(page({ reason: "slow ".repeat(100) }), 5));
    const [{ reason = "" } = {}] = told.incident.calls ?? [];
    expect(reason.length).toBeGreaterThan(250);
    expect(reason.length).toBeLessThanOrEqual(300);
    expect(reason).toMatch(/^slow slow /);
  });

  it.each([{ policy: "nope" }, {}])("is refused only where there is no policy: %j", (more) => {
    const told = givenIncident(defaultConfig).when(says(page(more), 1));
    expect(refusalOf(told)).toMatchObject({ code: "no-policy" });
  });
});

test("a step of an escalation pages the targets of its steps, each once", () => {
  const told = givenIncident(paging).when(
    says({ kind: "PageResponders", policy: "data" }, 5, "alice"),
  );
  const slot = `step2@${at(5)}`;
  const given = told.when(says(giving({ subject: "escalation:data", slot, due: at(5) }), 12));
  expect(given.events).toMatchObject([
    { kind: "ReminderGiven" },
    {
      kind: "IncidentEscalated",
      ...{ policy: "data", level: 2, turn: 2, call: at(5) },
      targets: [
        { by: "mention", name: "dana" },
        { by: "pagerduty", name: "db" },
      ],
    },
  ]);
});

test("an escalation names the level of its policy, and counts its turns on", () => {
  const config = configOf(`
levels: { SEV1: { escalate: default } }
escalation: { policies: [{ name: default, repeat: 2, levels: [{ page: [bob] }, { page: [max] }] }] }
`);
  const told = givenIncident(config).when(says(sev("1"), 1));
  const turn = (count: number) => {
    const slot = `step${count}@${at(1)} default`;
    const given = told.when(says(giving({ subject: "escalation", slot, due: at(1) }), 30));
    const { level, turn: counted } = { level: 0, turn: 0, ...given.events[1] };
    return [level, counted];
  };
  expect([1, 2, 3, 6].map(turn)).toEqual([
    [1, 1],
    [2, 2],
    [1, 3],
    [2, 6],
  ]);
});

describe("a page outside GitHub", () => {
  const target = { by: "pagerduty", name: "db" } as const;
  const sent = (story: Story, call: number) =>
    story.and({ kind: "PageSent", key: `k${call}`, call: at(call), target });
  const called = () => sent(givenIncident(paging).when(says(sev("1"), 1)), 1);

  it("stands as the incident does: acknowledged, then resolved", () => {
    const told = called();
    expect(pagesToFollow(told.incident)).toEqual([]);
    const taken = told.when(says(acknowledge, 5));
    expect(pagesToFollow(taken.incident)).toMatchObject([{ key: "k1", to: "acknowledged" }]);
    const over = taken.when(says({ kind: "ResolveIncident", force: "over" }, 6, "max"));
    expect(pagesToFollow(over.incident)).toMatchObject([{ key: "k1", to: "resolved" }]);
  });

  it("is left as it is by a call by hand, and resolved where it was called anew itself", () => {
    const page = { kind: "PageResponders" } as const;
    const beside = called().when(says(page, 3));
    expect(wantedPageState(beside.incident, at(1))).toBe("triggered");
    expect(wantedPageState(beside.incident, at(3))).toBe("triggered");
    const taken = called().when(says(acknowledge, 5));
    const asked = sent(taken.when(says(page, 8)), 8);
    expect(pagesToFollow(asked.incident)).toMatchObject([{ key: "k1", to: "acknowledged" }]);
    expect(wantedPageState(asked.incident, at(8))).toBe("triggered");
    const anew = asked.when(says(page, 9));
    expect(pagesToFollow(anew.incident)).toMatchObject([
      { key: "k1", to: "acknowledged" },
      { key: "k8", to: "resolved" },
    ]);
    const worse = givenIncident(paging).when(says(sev("2"), 1));
    const raised = sent(worse, 1).when(says(sev("1"), 4));
    expect(pagesToFollow(raised.incident)).toMatchObject([{ key: "k1", to: "resolved" }]);
  });

  it("is told each thing once, and nothing after it failed", () => {
    const taken = called().when(says(acknowledge, 5));
    const followed = taken.and({ kind: "PageFollowed", key: "k1", state: "acknowledged" });
    expect(pagesToFollow(followed.incident)).toEqual([]);
    const failed = givenIncident(paging)
      .when(says(sev("1"), 1))
      .and({ kind: "PageFailed", key: "k1", call: at(1), target, why: "down" })
      .when(says(acknowledge, 5));
    expect(pagesToFollow(failed.incident)).toEqual([]);
    expect(failed.incident.timeline.map(({ text }) => text)).toContain(
      "could not page PagerDuty db: down",
    );
  });
});
