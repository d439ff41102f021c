import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfig } from "../../../src/core/config/read-config.ts";
import { configJsonSchema } from "../../../src/core/config/schema.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

const onDisk: object = JSON.parse(read("../../../schema/allclear.schema.json"));
const validate = new Ajv({ strict: true, strictTypes: false }).compile(onDisk);

const policy = "{ name: x, levels: [{ page: [ann], hours: 08:00-20:00, days: [mon] }] }";
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
    [true, "version: 1\nclock: { firstUpdate: none, draft: none, raise: 5m, watch: 1h }"],
    [true, "version: 1\nnags: { every: none, most: 0, silent: 1h, roles: [] }"],
    [true, `version: 1\nescalation: { policies: [${policy}], fallback: ["@a/b"] }`],
    [true, `version: 1\nescalation: { policies: [${policy}] }\nlevels: { SEV1: { escalate: x } }`],
    [true, `version: 1\nescalation: { policies: [${policy}] }\nservices: [{ name: a, policy: x }]`],
    [true, 'version: 1\nlevels: { SEV1: { channels: ["slack:#a", slack:障害, "webhook:b.c"] } }'],
    [
      true,
      "version: 1\nwebhooks: [{ name: a, url: 'https://a.example:443/b@c?d=%2F', payload: {} }]",
    ],
    [true, "version: 1\nwebhooks: [{ name: a, external: true, payload: { a: [1, null, true] } }]"],
    [true, "version: 1\nchat: { slack: thread, channel: C0123ABCD, from: SEV1 }"],
    [true, "version: 1\nchat: { slack: channel, prefix: inc-2 }\nexternal: { by: ['@ann'] }"],
    [false, "version: 1\nlevels: { SEV1: { channels: [slack:Incidents] } }"],
    [false, "version: 1\nlevels: { SEV1: { channels: [teams] } }"],
    [false, "version: 1\nwebhooks: [{ url: 'https://a.example' }]"],
    [false, "version: 1\nwebhooks: [{ name: a, url: 'http://a.example' }]"],
    [false, "version: 1\nwebhooks: [{ name: a, url: 'https://b:c@a.example' }]"],
    [false, "version: 1\nwebhooks: [{ name: a, payload: text }]"],
    [false, "version: 1\nwebhooks: [{ name: a, payload: [a] }]"],
    [false, "version: 1\nchat: {}"],
    [false, "version: 1\nchat: { slack: channel, prefix: Inc }"],
    [false, "version: 1\nchat: { slack: thread, channel: a b }"],
    [false, "version: 1\nexternal: { by: [a/b] }"],
    [false, "version: 1\nclock: { raise: none }"],
    [false, "version: 1\nclock: { watch: 60 }"],
    [false, "version: 1\nnags: { most: 21 }"],
    [false, "version: 1\nnags: { most: 1.5 }"],
    [false, "version: 1\nnags: { roles: [Commander] }"],
    [false, "version: 1\nescalation: { policies: [{ name: x }] }"],
    [false, "version: 1\nescalation: { policies: [{ name: x, levels: [] }] }"],
    [false, "version: 1\nescalation: { policies: [{ name: x, levels: [{ page: [] }] }] }"],
    [false, `version: 1\nescalation: { policies: [${policy.replace("ann", "pigeon:ann")}] }`],
    [false, `version: 1\nescalation: { policies: [${policy.replace("mon", "Monday")}] }`],
    [false, `version: 1\nescalation: { policies: [${policy.replace("08:00-20:00", "none")}] }`],
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
    "version: 1\nclock: { watch: 8d }",
    "version: 1\nclock: { draft: 5m }",
    "version: 1\nnags: { roles: [pilot] }",
    "version: 1\nlevels: { SEV1: { escalate: x } }",
    "version: 1\nwebhooks: [{ name: a }, { name: a }]",
    "version: 1\nwebhooks: [{ name: a, url: 'https://127.1' }]",
    "version: 1\nwebhooks: [{ name: a, payload: { a: '{{b}}' } }]",
    "version: 1\nchat: { slack: thread }",
    "version: 1\nchat: { slack: channel, from: P1 }",
    `version: 1\nescalation: { policies: [${policy}, ${policy}] }`,
    `version: 1\nescalation: { policies: [${policy.replace("20:00", "8:00")}] }`,
  ])("leaves to the program what a schema cannot say: %j", (text) => {
    expect(validate(parse(text))).toBe(true);
    expect(readConfig(text).problems).toHaveLength(1);
  });
});
