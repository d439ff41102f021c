import { describe, expect, it } from "vitest";
import { builtInLadderNames, builtInLadders } from "../../../src/core/config/built-in-ladders.ts";
import { printDuration } from "../../../src/std/duration.ts";

const show = (value: number | string | undefined) =>
  typeof value === "number" ? printDuration(value) : (value ?? "–");

describe("the built-in ladders are those of the playbooks", () => {
  it.each([
    ["sev1-sev4", "SEV1 SEV2 SEV3 SEV4", "5m 15m 1h next business day", "15m 30m – –"],
    ["p1-p4", "P1 P2 P3 P4", "0s 15m 1h next business day", "15m 30m – –"],
    ["p0-p4", "P0 P1 P2 P3 P4", "5m 15m 1h next business day –", "15m 30m – – –"],
    ["p0-p3", "P0 P1 P2 P3", "5m 30m 4h next business day", "15m 15m – –"],
  ] as const)("%s", (name, names, respond, update) => {
    const { levels } = builtInLadders[name];
    expect(levels.map((level) => level.name).join(" ")).toBe(names);
    expect(levels.map((level) => show(level.respondMs)).join(" ")).toBe(respond);
    expect(levels.map((level) => show(level.updateMs)).join(" ")).toBe(update);
  });

  it("mention nobody until a config says whom", () => {
    const levels = builtInLadderNames.flatMap((name) => builtInLadders[name].levels);
    expect(levels.flatMap((level) => level.tell)).toEqual([]);
    expect(levels.filter((level) => level.criteria === "")).toEqual([]);
    expect(levels.filter((level) => !/^[0-9a-f]{6}$/.test(level.color))).toEqual([]);
  });
});
