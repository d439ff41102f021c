import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Config,
  defaultConfig,
  type PermissionRule,
  permissionWords,
} from "../../../src/core/config/config.ts";
import { configurableVerbs } from "../../../src/core/config/verbs.ts";
import type { Asked, Command } from "../../../src/core/incident/commands.ts";
import { decide } from "../../../src/core/incident/decide/decide.ts";
import { declareHere } from "../../../src/core/incident/decide/declare.ts";
import { evolveAll } from "../../../src/core/incident/evolve.ts";
import type { Incident } from "../../../src/core/incident/incident.ts";
import { anyAsked } from "./any-command.ts";
import { givenIncident } from "./given.ts";

const anyRule: fc.Arbitrary<PermissionRule> = fc.oneof(
  fc.constantFrom(...permissionWords).map((who) => ({ who })),
  fc.constant({ who: "list" as const, logins: ["bob"] }),
);
const anyConfig: fc.Arbitrary<Config> = fc
  .record({
    rules: fc.array(fc.tuple(fc.constantFrom(...configurableVerbs), anyRule), { maxLength: 3 }),
    open: fc.boolean(),
  })
  .map(({ rules, open }) => ({
    ...defaultConfig,
    roles: [...defaultConfig.roles, { name: "constructor", duties: [] }],
    permissions: new Map(rules),
    notes: { open },
  }));

function stateAfter(asked: readonly Asked[], config: Config): Incident {
  return asked.reduce(
    (incident, one) => evolveAll(incident, decide(one, { incident, config })) ?? incident,
    givenIncident(config).incident,
  );
}

/** What everybody may, who may hold nothing: help, and what is not asked but happened. */
const openToAny = new Set<Command["kind"]>([
  "WithdrawEntry",
  "ReopenPostmortem",
  "ReviewPostmortem",
  "GiveReminders",
]);
const isOpen = ({ command }: Asked) =>
  openToAny.has(command.kind) || (command.kind === "Ask" && command.topic === "help");

describe("decide", () => {
  it("answers whatever is asked in whatever state with events, and never throws", () => {
    fc.assert(
      fc.property(fc.array(anyAsked, { maxLength: 25 }), anyConfig, (asked, config) => {
        expect(stateAfter(asked, config).status).toBeTypeOf("string");
      }),
      { numRuns: 400 },
    );
  });

  it("lets only the time and the person of the command into its events", () => {
    fc.assert(
      fc.property(
        fc.array(anyAsked, { maxLength: 15 }),
        anyAsked,
        anyConfig,
        (past, asked, config) => {
          const incident = stateAfter(past, config);
          for (const event of decide(asked, { incident, config })) {
            expect(event).toMatchObject({ stamp: asked.stamp, by: asked.by });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives somebody without any permission nothing but refusals, and warnings about the words", () => {
    fc.assert(
      fc.property(fc.array(anyAsked, { maxLength: 15 }), anyAsked, (past, asked) => {
        const incident = stateAfter(past, defaultConfig);
        const outsider: Asked = { ...asked, by: "mallory", authority: "none" };
        const events = decide(outsider, { incident, config: defaultConfig });
        if (isOpen(outsider)) return;
        const done = events.filter(
          ({ kind }) => kind !== "CommandRefused" && kind !== "WarningGiven",
        );
        expect(done).toEqual([]);
        expect(evolveAll(incident, events)).toEqual(incident);
      }),
      { numRuns: 600 },
    );
  });

  it("gives the same answer to the same question, and leaves the state it was given alone", () => {
    fc.assert(
      fc.property(fc.array(anyAsked, { maxLength: 15 }), anyAsked, (past, asked) => {
        const incident = stateAfter(past, defaultConfig);
        const before = structuredClone(incident);
        const events = decide(asked, { incident, config: defaultConfig });
        expect(decide(asked, { incident, config: defaultConfig })).toEqual(events);
        evolveAll(incident, events);
        expect(incident).toEqual(before);
      }),
    );
  });

  it("declares or refuses on an issue that is no incident", () => {
    fc.assert(
      fc.property(anyAsked, anyConfig, (asked, config) => {
        if (asked.command.kind !== "DeclareIncident") return;
        const events = declareHere({ ...asked, command: asked.command }, config);
        expect(events).toHaveLength(1);
        expect(events[0]).toMatchObject({ stamp: asked.stamp, by: asked.by });
      }),
      { numRuns: 1_000 },
    );
  });
});
