import { describe, expect, it } from "vitest";
import { givenIncident, kindsOf, refusalOf } from "./given.ts";

const impact = (parts: object) => ({ kind: "StateImpact", ...parts }) as const;
const services = (add: readonly string[], remove: readonly string[] = []) =>
  ({ kind: "ChangeServices", add, remove }) as const;
const summary = (text: string) => ({ kind: "WriteSummary", text }) as const;

describe("impact", () => {
  it("is merged part by part", () => {
    const told = givenIncident()
      .when({ by: "bob", command: impact({ text: "no card payments", users: "5%" }) })
      .when({ by: "carol", command: impact({ users: "20%", regions: ["eu", "us"] }) })
      .when({ by: "bob", command: impact({ spreading: false }) });
    expect(told.incident.impact).toEqual({
      text: "no card payments",
      users: "20%",
      regions: ["eu", "us"],
      spreading: false,
    });
  });

  it("keeps a newer part when an older statement comes late", () => {
    const told = givenIncident()
      .when({ by: "bob", command: impact({ users: "20%" }), minute: 20 })
      .when({ by: "bob", command: impact({ users: "5%", text: "slow" }), minute: 10 });
    expect(told.incident.impact).toEqual({ users: "20%", text: "slow" });
  });

  it("stands in the timeline in one line", () => {
    const told = givenIncident().when({
      by: "bob",
      command: impact({ text: "slow", users: "5%", regions: ["eu"], spreading: true }),
    });
    expect(told.incident.timeline.at(-1)?.text).toBe(
      "impact: slow · users: 5% · regions: eu · spreading",
    );
  });

  it("is refused to outsiders", () => {
    const told = givenIncident().when({ by: "olga", command: impact({ text: "all" }) });
    expect(refusalOf(told)).toEqual({ code: "not-allowed", needs: ["triage"] });
    expect(told.incident.impact).toBeUndefined();
  });
});

describe("services", () => {
  it("are added and taken off", () => {
    const told = givenIncident()
      .when({ by: "bob", command: services(["web", "api"]) })
      .when({ by: "bob", command: services(["search"], ["web"]) });
    expect(told.incident.services).toEqual(["api", "search"]);
    expect(told.incident.timeline.at(-1)?.text).toBe("affected: search; not affected: web");
  });

  it("tell only what really changed", () => {
    const told = givenIncident()
      .when({ by: "bob", command: services(["web"]) })
      .when({ by: "bob", command: services(["web", "api"], ["gone"]) });
    expect(told.events).toMatchObject([{ add: ["api"], remove: [] }]);
  });

  it("that stand there already change nothing, and the answer lists them", () => {
    const told = givenIncident()
      .when({ by: "bob", command: services(["web"]) })
      .when({ by: "bob", command: services(["web"]) });
    expect(told.events).toMatchObject([
      { kind: "NothingChanged", already: "affected services: web" },
    ]);
    const none = givenIncident().when({ by: "bob", command: services([], ["web"]) });
    expect(none.events).toMatchObject([{ already: "affected services: none" }]);
  });

  it("named like something of the language are services as any other", () => {
    const names = ["__proto__", "constructor", "toString"];
    const told = givenIncident().when({ by: "bob", command: services(names) });
    expect(told.incident.services).toEqual([...names].sort());
    const after = told.when({ by: "bob", command: services([], ["constructor"]) });
    expect(after.incident.services).toEqual(["__proto__", "toString"]);
  });

  it("follow the newest word about each of them", () => {
    const told = givenIncident()
      .when({ by: "bob", command: services(["web"]), minute: 5 })
      .when({ by: "bob", command: services([], ["web"]), minute: 20 })
      .when({ by: "bob", command: services(["web", "api"]), minute: 10 });
    expect(told.incident.services).toEqual(["api"]);
  });

  it("are refused to outsiders", () => {
    const told = givenIncident().when({ by: "olga", command: services(["web"]) });
    expect(kindsOf(told)).toEqual(["CommandRefused"]);
  });
});

describe("the summary", () => {
  it("shows what stood there before when it is replaced", () => {
    const first = givenIncident().when({ by: "bob", command: summary("cache is cold") });
    expect(first.events[0]).not.toHaveProperty("before");
    const told = first.when({ by: "carol", command: summary("the disk is full") });
    expect(told.events).toMatchObject([{ text: "the disk is full", before: "cache is cold" }]);
    expect(told.incident.summary).toBe("the disk is full");
  });

  it("stays the newer one when an older one comes late", () => {
    const told = givenIncident()
      .when({ by: "bob", command: summary("newer"), minute: 20 })
      .when({ by: "bob", command: summary("older"), minute: 10 });
    expect(told.incident.summary).toBe("newer");
  });

  it("given with resolving replaces it", () => {
    const told = givenIncident()
      .when({ by: "bob", command: { kind: "ChangeSeverity", severity: "2" } })
      .when({ by: "bob", command: summary("we do not know") })
      .when({ by: "alice", command: { kind: "ResolveIncident", summary: "disk was full" } });
    expect(told.incident.summary).toBe("disk was full");
  });

  it("is refused to outsiders", () => {
    const told = givenIncident().when({ by: "olga", command: summary("I know better") });
    expect(told.incident.summary).toBeUndefined();
    expect(refusalOf(told)).toMatchObject({ code: "not-allowed" });
  });
});
