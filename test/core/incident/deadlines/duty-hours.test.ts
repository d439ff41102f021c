import { describe, expect, it } from "vitest";
import { configOf, pages, play, Thread } from "./thread.ts";

const day = 24 * 60;

describe("hours and days of a level", () => {
  const office = "{ page: [desk], wait: 5m, days: [mon, tue, wed, thu, fri], hours: 09:00-17:00 }";
  const night = "{ page: [watch], wait: 10m, hours: 17:00-09:00 }";
  const always = "{ page: [boss], wait: 10m }";
  const policy = (levels: readonly string[], repeat = 0) =>
    configOf(`
levels: { SEV1: { escalate: default } }
escalation: { policies: [{ name: default, repeat: ${repeat}, levels: [${levels.join(", ")}] }] }
`);

  it.each([
    // 2026-08-03 is a Monday.
    ["2026-08-03T12:00:00Z", [office, night, always], ["0 default 1 desk", "5 default 2 boss"]],
    ["2026-08-03T20:00:00Z", [office, night, always], ["0 default 1 watch", "10 default 2 boss"]],
    ["2026-08-02T12:00:00Z", [office, night, always], ["0 default 1 boss"]],
    // Its turn comes a moment before or after its hours begin or end.
    ["2026-08-03T08:59:00Z", [office, always], ["0 default 1 boss"]],
    ["2026-08-03T09:00:00Z", [office, always], ["0 default 1 desk", "5 default 2 boss"]],
    ["2026-08-03T17:00:00Z", [office, always], ["0 default 1 boss"]],
    ["2026-08-03T16:55:00Z", [always, night], ["0 default 1 boss", "10 default 2 watch"]],
    // Nobody is on duty: somebody hears of it all the same.
    ["2026-08-02T12:00:00Z", [night, office], ["0 default 1 desk"]],
  ])("say who is passed over: %s", (start, levels, expected) => {
    const thread = new Thread(policy(levels), { start, severity: "SEV1" });
    play(thread, [], day);
    expect(pages(thread)).toEqual(expected);
  });

  // 2026-08-07 is a Friday.
  it.each([
    ["fri", "2026-08-07T21:59:00Z", "boss"],
    ["fri", "2026-08-07T22:00:00Z", "watch"],
    ["fri", "2026-08-08T00:00:00Z", "watch"],
    ["fri", "2026-08-08T05:59:00Z", "watch"],
    ["fri", "2026-08-08T06:00:00Z", "boss"],
    ["fri", "2026-08-08T23:00:00Z", "boss"],
    // The end of Thursday's night.
    ["fri", "2026-08-07T05:00:00Z", "boss"],
    ["mon, tue, wed, thu, fri", "2026-08-09T23:00:00Z", "boss"],
    ["mon, tue, wed, thu, fri", "2026-08-10T05:00:00Z", "boss"],
    ["mon, tue, wed, thu, fri", "2026-08-10T22:00:00Z", "watch"],
    ["sun", "2026-08-09T05:00:00Z", "boss"],
    ["sun", "2026-08-09T23:00:00Z", "watch"],
    ["sun", "2026-08-10T05:59:00Z", "watch"],
    ["sun", "2026-08-10T22:00:00Z", "boss"],
  ])("over midnight belong to the day on which they begin: %s at %s", (days, start, who) => {
    const nights = `{ page: [watch], hours: 22:00-06:00, days: [${days}] }`;
    const thread = new Thread(policy([nights, always]), { start, severity: "SEV1" });
    play(thread, [], 0);
    expect(pages(thread)).toEqual([`0 default 1 ${who}`]);
  });

  it("over midnight are those of the config's zone", () => {
    const nights = "{ page: [watch], hours: 22:00-06:00, days: [fri] }";
    const zone = configOf(`
timezone: America/New_York
levels: { SEV1: { escalate: default } }
escalation: { policies: [{ name: default, levels: [${nights}, ${always}] }] }
`);
    const at = (start: string) => {
      const thread = new Thread(zone, { start, severity: "SEV1" });
      play(thread, [], 0);
      return pages(thread);
    };
    expect(at("2026-08-08T02:00:00Z")).toEqual(["0 default 1 watch"]);
    expect(at("2026-08-08T09:59:00Z")).toEqual(["0 default 1 watch"]);
    expect(at("2026-08-08T10:00:00Z")).toEqual(["0 default 1 boss"]);
  });

  it("count anew each time it begins again", () => {
    const config = policy([office, always], 1);
    const thread = new Thread(config, { start: "2026-08-03T16:50:00Z", severity: "SEV1" });
    play(thread, [], day);
    expect(pages(thread)).toEqual(["0 default 1 desk", "5 default 2 boss", "15 default 3 boss"]);
  });
});
