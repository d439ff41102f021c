import type { Config } from "../../../src/core/config/config.ts";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { Authority } from "../../../src/core/incident/authority.ts";
import type { Asked, Command } from "../../../src/core/incident/commands.ts";
import { decide } from "../../../src/core/incident/decide/decide.ts";
import { declareHere } from "../../../src/core/incident/decide/declare.ts";
import type { IncidentEvent } from "../../../src/core/incident/events.ts";
import { evolveAll } from "../../../src/core/incident/evolve.ts";
import type { Incident } from "../../../src/core/incident/incident.ts";
import { stamp } from "../../../src/core/incident/stamp.ts";

/** Who is who in these stories, and what GitHub lets them do. */
const authorities: Record<string, Authority> = {
  alice: "write",
  bob: "triage",
  carol: "triage",
  dave: "triage",
  max: "maintain",
  olga: "read",
};

export interface Said<C extends Command = Command> {
  readonly by: string;
  readonly command: C;
  readonly verb?: string;
  /** Minutes after 12:00 UTC. */
  readonly minute?: number;
  readonly gesture?: string;
}

export type Fact = IncidentEvent extends infer Event
  ? Event extends IncidentEvent
    ? Omit<Event, "stamp" | "by">
    : never
  : never;

export interface Story {
  /** Tells one more command and returns the story after it. */
  when(said: Said): Story;
  /** What GitHub answered becomes an event by itself. */
  and(fact: Fact): Story;
  readonly incident: Incident;
  /** The events of the last command. */
  readonly events: readonly IncidentEvent[];
  readonly config: Config;
}

/** An incident declared at 12:00 by alice. */
export function givenIncident(config: Config = defaultConfig): Story {
  const events = declareHere(
    {
      ...asked(
        { by: "alice", command: { kind: "DeclareIncident", services: [], drill: false } },
        0,
      ),
      command: { kind: "DeclareIncident", services: [], drill: false },
    },
    config,
  );
  const incident = evolveAll(undefined, events);
  if (incident === undefined) throw new Error("the declaration was refused");
  return story({ incident, events, config, count: 1 });
}

function story(given: {
  incident: Incident;
  events: readonly IncidentEvent[];
  config: Config;
  count: number;
}): Story {
  const { incident, events, config, count } = given;
  return {
    incident,
    events,
    config,
    when(said) {
      const decided = decide(asked(said, count), { incident, config });
      const next = evolveAll(incident, decided) ?? incident;
      return story({ incident: next, events: decided, config, count: count + 1 });
    },
    and(fact) {
      const { stamp: at } = asked(
        { by: "alice", command: { kind: "Ask", topic: "status" } },
        count,
      );
      const event = { ...fact, stamp: at, by: "alice" } as IncidentEvent;
      const next = evolveAll(incident, [event]) ?? incident;
      return story({ incident: next, events: [event], config, count: count + 1 });
    },
  };
}

export function asked(said: Said, count: number): Asked {
  const minute = said.minute ?? count;
  const at = `${new Date(Date.UTC(2026, 7, 1, 12, minute)).toISOString().slice(0, 19)}Z`;
  return {
    command: said.command,
    verb: said.verb ?? said.command.kind,
    by: said.by,
    stamp: stamp({ at, kind: "c", id: 1000 + count, line: 1 }),
    authority: authorities[said.by] ?? "none",
    ...(said.gesture !== undefined && { gesture: said.gesture }),
  };
}

/** The refusal of the last command, if it was refused. */
export function refusalOf(told: Story) {
  const [event] = told.events;
  return event?.kind === "CommandRefused" ? event.refusal : undefined;
}

export function kindsOf(told: Story): readonly string[] {
  return told.events.map(({ kind }) => kind);
}
