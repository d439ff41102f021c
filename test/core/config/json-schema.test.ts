import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfig } from "../../../src/core/config/read-config.ts";
import { configJsonSchema } from "../../../src/core/config/schema.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

const onDisk: object = JSON.parse(read("../../../schema/allclear.schema.json"));
const validate = new Ajv({ strict: true, strictTypes: false }).compile(onDisk);

const level = (name: string) => `{ name: ${name}, criteria: x }`;

describe("the published JSON Schema", () => {
  it("is in step with the validation", () => {
    expect(onDisk, "out of date: run `npm run schema`").toEqual(
      JSON.parse(JSON.stringify(configJsonSchema())),
    );
  });

  it.each([
    [true, read("../../fixtures/allclear.full.yml")],
    [true, "version: 1"],
    [true, "version: 1\nladder: p0-p3"],
    [true, `version: 1\nladder: [${level("A")}, ${level("B")}]`],
    [true, "version: 1\nlevels: { SEV1: { respond: next business day, update: none } }"],
    [true, "version: 1\npermissions: { ack: { list: [ann] } }"],
    [true, `version: 1\nlabels: { incident: "${"🔥".repeat(50)}" }`],
    [true, "version: 1\npostmortem: { due: 2d12h }"],
    [true, "version: 1\nservices: [{ name: a, repository: a/b, paths: ['/a/**/b/*.c', docs/] }]"],
    [true, "version: 1\nsuspects: { window: 2h }\nrollback: { draft: true }"],
    [true, "version: 1\nreminders: { soon: 1d, every: 1w, quietHours: 20:00-08:00 }"],
    [true, "version: 1\nreminders: { quietHours: none }\naction: { track: true }"],
    [true, "version: 1\npostmortem: { onResolve: false, folder: docs/pm/ }"],
    [false, "version: 1\naction: { types: [chore] }"],
    [false, "version: 1\naction: { repository: shop }"],
    [false, "version: 1\npostmortem: { folder: ../x }"],
    [false, "version: 1\npostmortem: { folder: docs/.github }"],
    [false, "version: 1\npostmortem: { levels: [] }"],
    [false, "version: 1\npostmortem: { rules: { off: [tone] } }"],
    [false, "version: 1\nreminders: { quietHours: false }"],
    [false, "version: 1\nreminders: { quietHours: 8pm-8am }"],
    [false, "version: 1\nservices: [{ name: a, paths: ['!a'] }]"],
    [false, "version: 1\nservices: [{ name: a, repository: a/b/c }]"],
    [false, "version: 1\nrollback: { scratchPrefix: a }"],
    [false, "{}"],
    [false, "[]"],
    [false, "version: 2"],
    [false, "version: 1\nnope: 1"],
    [false, "version: 1\nladder: sev1-4"],
    [false, `version: 1\nladder: [${level("A")}]`],
    [false, `version: 1\nladder: [${level("A")}, { name: B }]`],
    [false, "version: 1\nlevels: { SEV1: { update: 15 minutes } }"],
    [false, "version: 1\nlevels: { SEV1: { colour: b60205 } }"],
    [false, "version: 1\npermissions: { resolv: write }"],
    [false, "version: 1\npermissions: { resolve: admin }"],
    [false, `version: 1\nlabels: { incident: "${"🔥".repeat(51)}" }`],
    [false, "version: 1\npostmortem: { due: 48 }"],
    [false, "version: 1\nidentities: [a b]"],
    [false, "version: 1\nroleNames: { read: admin }"],
    [false, "version: 1\nroles: { Boss: { duties: [] } }"],
    [false, "version: 1\nnotes: { open: yes }"],
    [false, "version: 1\nprefixes:"],
  ])("judges as the program does: %s for %j", (valid, text) => {
    expect(validate(parse(text))).toBe(valid);
    expect(readConfig(text).problems.length === 0).toBe(valid);
  });

  it.each([
    "version: 1\ntimezone: Mars/Olympus",
    "version: 1\nlevels: { P1: {} }",
    "version: 1\npostmortem: { due: 5m }",
    "version: 1\npostmortem: { levels: [P1] }",
    "version: 1\nreminders: { every: 1h }",
    "version: 1\nreminders: { quietHours: 08:00-8:00 }",
    "version: 1\nprefixes: [ack]",
    "version: 1\nsuspects: { window: 1m }",
    "version: 1\nrollback: { scratchPrefix: allclear/ }",
  ])("leaves to the program what a schema cannot say: %j", (text) => {
    expect(validate(parse(text))).toBe(true);
    expect(readConfig(text).problems).toHaveLength(1);
  });
});
