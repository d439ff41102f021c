import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtInLadders } from "../../../src/core/config/built-in-ladders.ts";
import { type Config, defaultConfig } from "../../../src/core/config/config.ts";
import { defaultPayload } from "../../../src/core/config/destination-settings.ts";
import { readConfig } from "../../../src/core/config/read-config.ts";
import { fileSchema } from "../../../src/core/config/schema.ts";
import { actionItemTypes } from "../../../src/core/incident/incident.ts";

const full = readFileSync(new URL("../../fixtures/allclear.full.yml", import.meta.url), "utf8");

const hourMs = 3_600_000;

function read(...lines: string[]): Config {
  const { config, problems } = readConfig(["version: 1", ...lines].join("\n"));
  expect(problems).toEqual([]);
  if (config === undefined) throw new Error("a config expected");
  return config;
}

describe("a config file", () => {
  it("needs only its version: the rest has defaults", () => {
    expect(read()).toEqual(defaultConfig);
  });

  it("may begin with a byte order mark, have CRLF ends and comments", () => {
    expect(readConfig("\ufeff# ours\r\nversion: 1\r\nnotes:\r\n  open: true\r\n").config).toEqual({
      ...defaultConfig,
      notes: { open: true },
    });
  });

  it("may be one document with its marks, and JSON", () => {
    expect(readConfig("---\nversion: 1\n...\n").config).toEqual(defaultConfig);
    expect(readConfig('{"version": 1}').config).toEqual(defaultConfig);
  });

  it("can set everything", () => {
    const { config, problems } = readConfig(full);
    expect(problems).toEqual([]);
    expect(config?.ladder.levels[0]).toEqual({
      ...builtInLadders["sev1-sev4"].levels[0],
      respondMs: 180_000,
      updateMs: 600_000,
      tell: ["octo-org/on-call", "octocat"],
      words: ["outage"],
      channels: [
        { by: "slack", name: "incidents" },
        { by: "webhook", name: "teams" },
      ],
      policy: "default",
    });
    expect(config?.ladder.levels[1]).toEqual(builtInLadders["sev1-sev4"].levels[1]);
    expect(config?.ladder.levels[3]?.respondMs).toBeUndefined();
    expect(config?.timezone).toBe("Europe/Berlin");
    expect(config?.prefixes).toEqual(["inc"]);
    expect(config?.declare.bots).toEqual(["alerts[bot]"]);
    expect(config?.roles.map((role) => role.name)).toEqual([
      "commander",
      "communications lead",
      "technical lead",
      "scribe",
      "customer liaison",
    ]);
    expect(config?.roles[0]?.duties).toEqual(["keeps the whole picture", "decides"]);
    expect(config?.roles[3]).toEqual(defaultConfig.roles[3]);
    expect(config?.permissions.get("resolve")).toEqual({ who: "maintain" });
    expect(config?.permissions.get("cancel")).toEqual({
      who: "list",
      logins: ["octocat", "hubot"],
    });
    expect(config?.permissions.get("ack")).toBeUndefined();
    expect(config?.roleNames.get("on-call-engineer")).toBe("write");
    expect(config?.notes.open).toBe(true);
    expect(config?.identities).toEqual(["github-actions[bot]"]);
    expect(config?.postmortem).toEqual({
      dueMs: 72 * hourMs,
      onResolve: true,
      levels: ["SEV1", "SEV2"],
      folder: "docs/postmortems",
      rulesOff: ["timeline-gap", "no-action-items"],
    });
    expect(config?.reminders).toEqual({
      soonMs: 12 * hourMs,
      everyMs: 14 * 24 * hourMs,
      quietHours: { from: 18 * 60 + 30, to: 9 * 60 },
    });
    expect(config?.telling).toEqual({
      webhooks: [
        {
          name: "teams",
          url: "https://example.com/hook",
          payload: {
            text: "{{title}}\n\n{{text}}",
            blocks: [{ type: "section", text: "{{url}}" }],
          },
          external: false,
        },
        { name: "status.page", payload: defaultPayload, external: true },
      ],
      chat: { room: "channel", prefix: "fire", levels: ["SEV1", "SEV2", "SEV3"] },
      externalBy: ["dora"],
    });
    expect(config?.services).toEqual([
      {
        name: "checkout-api",
        description: "takes orders",
        owners: ["octo-org/checkout", "octocat"],
        repository: "octo-org/checkout",
        paths: ["/services/api/", "*.proto", "/shared/**/money/"],
        environments: ["production", "production-eu"],
        deploy: "merging to main deploys within five minutes",
        policy: "checkout",
        rollback: "take the workers down first",
        staging: "label the pull request deploy-staging",
        verify: ["curl -fsS https://shop.example/health", "make smoke"],
      },
      {
        name: "web",
        description: undefined,
        owners: [],
        repository: undefined,
        paths: [],
        environments: ["live"],
        deploy: undefined,
        rollback: undefined,
        staging: undefined,
        verify: [],
      },
    ]);
    expect(config?.action).toEqual({
      types: ["prevent", "detect", "process"],
      track: true,
      repository: "octo-org/follow-ups",
    });
    expect(config?.suspects).toEqual({ onDeclare: true, windowMs: 12 * hourMs });
    expect(config?.rollback).toEqual({
      draft: false,
      reviewers: ["octo-org/checkout", "octocat"],
      scratchPrefix: "allclear/scratch/",
      environment: "live",
    });
    expect(config?.runbooks).toEqual({ onDeclare: false });
  });

  it("holds every key there is, so that the example stays whole", () => {
    const missing = Object.keys(fileSchema.shape).filter((key) => !full.includes(`\n${key}:`));
    expect(missing).toEqual([]);
  });

  it("deploys a service to production unless something else is said", () => {
    const { services } = read("services: [{ name: web }, { name: api, environments: [eu] }]");
    expect(services.map(({ environments }) => environments)).toEqual([["production"], ["eu"]]);
  });

  it.each([
    ["", ["SEV1", "SEV2", "SEV3"]],
    ["ladder: p0-p4", ["P0", "P1", "P2", "P3"]],
    ["ladder: [{ name: Red, criteria: x }, { name: Blue, criteria: x }]", ["Red"]],
    ["postmortem: { levels: [SEV4, sev-1] }", ["SEV1", "SEV4"]],
    ["ladder: p0-p3\npostmortem: { levels: [p3] }", ["P3"]],
  ])("opens postmortems for the levels of its ladder: %j", (lines, levels) => {
    expect(read(lines).postmortem.levels).toEqual(levels);
  });

  it.each([
    ["20:00-08:00", { from: 1200, to: 480 }],
    ["9:05-17:30", { from: 545, to: 1050 }],
    ['"00:00-23:59"', { from: 0, to: 1439 }],
    ["none", undefined],
  ])("reads the quiet hours %s with or without quotes", (written, quietHours) => {
    expect(read(`reminders: { quietHours: ${written} }`).reminders.quietHours).toEqual(quietHours);
    const block = read("reminders:", `  quietHours: ${written} # ours`);
    expect(block.reminders.quietHours).toEqual(quietHours);
  });

  it("keeps postmortems in a folder without a slash at its end", () => {
    expect(read("postmortem: { folder: docs/v1.2/ }").postmortem.folder).toBe("docs/v1.2");
  });

  it("knows the same types of action items as the incident does", () => {
    expect(defaultConfig.action.types).toEqual(actionItemTypes);
  });

  it("can bring its own ladder, worst first", () => {
    const { ladder } = read(
      "ladder:",
      "  - { name: Red, criteria: all is down, respond: immediately, update: 10m, tell: [ann] }",
      "  - { name: Blue, criteria: part is down, respond: next business day, color: 0000FF }",
      "  - { name: Grey, criteria: odd, respond: none, update: none, words: [Quirk] }",
    );
    expect(ladder.name).toBe("own");
    expect(
      ladder.levels.map(({ name, respondMs, updateMs }) => [name, respondMs, updateMs]),
    ).toEqual([
      ["Red", 0, 600_000],
      ["Blue", "next business day", undefined],
      ["Grey", undefined, undefined],
    ]);
    expect(ladder.levels.map((level) => level.color)).toEqual(["b60205", "0000ff", "fbca04"]);
    expect(ladder.levels[2]?.words).toEqual(["quirk"]);
  });

  it.each(["sev1-sev4", "p1-p4", "p0-p4", "p0-p3"] as const)("can choose the ladder %s", (name) => {
    expect(read(`ladder: ${name}`).ladder).toEqual(builtInLadders[name]);
  });

  it("finds the level to change in any spelling of its name", () => {
    expect(read("levels: { sev-1: { tell: [ann] } }").ladder.levels[0]?.tell).toEqual(["ann"]);
  });

  it.each([
    ["ann", "ann"],
    ['"@ann"', "ann"],
    ["ann-b", "ann-b"],
    ["ann_corp", "ann_corp"],
    ['"@acme/on-call"', "acme/on-call"],
    ["acme/on_call", "acme/on_call"],
  ])("takes %s as somebody to tell", (written, stored) => {
    expect(read(`levels: { SEV1: { tell: [${written}] } }`).ladder.levels[0]?.tell).toEqual([
      stored,
    ]);
  });

  it("may use an anchor a few times", () => {
    const config = read(
      "levels:",
      "  SEV1: { tell: &us [ann, bob] }",
      "  SEV2: { tell: *us }",
      "declare: { bots: *us }",
    );
    expect(config.ladder.levels[1]?.tell).toEqual(["ann", "bob"]);
    expect(config.declare.bots).toEqual(["ann", "bob"]);
  });

  it("leaves the YAML 1.1 words what they are", () => {
    expect(read("declare: { bots: [no, on, y] }").declare.bots).toEqual(["no", "on", "y"]);
  });
});
