import {
  type DeclaredFrom,
  declarationText,
  declaredFromMarker,
} from "../src/core/card/markers.ts";
import { levelNamed } from "../src/core/config/ladder.ts";
import { stamp } from "../src/core/incident/stamp.ts";
import { inert, inertLine } from "../src/core/thread/inert.ts";
import { readInstant } from "../src/core/thread/when.ts";
import { severityText } from "../src/core/view/headline.ts";
import { when } from "../src/core/view/instants.ts";
import { person } from "../src/core/view/people.ts";
import type { Settings } from "../src/reconcile/settings.ts";
import { instantOf } from "../src/std/instant.ts";
import { fingerprintMarker, fingerprintOf } from "./fingerprint.ts";
import { type Inputs, WrongInputs, wrongInput } from "./inputs.ts";
import type { Running } from "./running.ts";

/** What a workflow declares, checked against the config of the repository. */
export interface Declaration {
  readonly title: string;
  readonly fingerprint: string;
  readonly from: DeclaredFrom;
  readonly body: string;
  /** Severity or time that could not be used; the incident is opened without them. */
  readonly problems: readonly string[];
}

/**
 * A severity that config does not know, or a time that makes no sense, is left out and said: an
 * alert at night must open its incident. Whoever looks on is told by `WrongInputs` instead.
 */
export function readDeclaration(
  running: Pick<Running, "inputs" | "runner" | "place" | "world">,
  settings: Settings,
): Declaration {
  const { inputs, runner, place, world } = running;
  const { title = "", service = [] } = inputs;
  const at = instantOf(world.clock.now());
  const { problems, ...known } = readAgainstConfig(inputs, settings, at);
  const looksOn = inputs.dryRun || runner.event.name === "workflow_dispatch";
  if (looksOn && problems.length > 0) throw new WrongInputs(problems.join("\n"));
  const told: DeclaredFrom = {
    repository: place.repository,
    // No issue asked for it; a run did.
    issue: 0,
    stamp: stamp({ at, kind: "t", id: runner.runId, line: 0 }),
    by: runner.actor,
    services: service,
    drill: false,
    workflow: true,
    ...known,
  };
  const proof = world.seal.sign(declarationText(told));
  const from = { ...told, ...(proof !== undefined && { proof }) };
  const given = { title, service, ...(inputs.fingerprint && { fingerprint: inputs.fingerprint }) };
  const fingerprint = fingerprintOf(given);
  const markers = [fingerprintMarker(fingerprint), declaredFromMarker(from)];
  const said = paragraphs(running, { from, settings, at, problems });
  const body = [...said, markers.join("\n")].join("\n\n");
  return { title, fingerprint, from, body, problems };
}

function readAgainstConfig(
  { severity, started }: Inputs,
  { config }: Settings,
  at: string,
): Pick<DeclaredFrom, "severity" | "startedAt"> & Pick<Declaration, "problems"> {
  const { ladder, timezone } = config;
  const level = levelNamed(ladder, severity);
  const startedAt =
    started === undefined ? undefined : readInstant(started, { at, timezone, by: "" });
  const problems = [
    ...(severity !== undefined && level === undefined
      ? [
          wrongInput(
            "severity",
            severity,
            `one of ${ladder.levels.map((one) => one.name).join(", ")}`,
          ),
        ]
      : []),
    ...(typeof startedAt === "object" ? [wrongInput("started", started, startedAt.problem)] : []),
  ];
  return {
    problems,
    ...(level !== undefined && { severity: level.name }),
    ...(typeof startedAt === "string" && { startedAt }),
  };
}

function paragraphs(
  { inputs, runner, world }: Pick<Running, "inputs" | "runner" | "world">,
  {
    from,
    settings,
    at,
    problems,
  }: { from: DeclaredFrom; settings: Settings; at: string; problems: readonly string[] },
): readonly string[] {
  const { timezone } = settings.config;
  const { severity, startedAt, services } = from;
  const facts = [
    ...(severity === undefined ? [] : [`**Severity** ${severityText(severity)}`]),
    ...(startedAt === undefined ? [] : [`**Started** ${when(startedAt, timezone)}`]),
    ...(services.length === 0 ? [] : [`**Services** ${services.map(inert).join(", ")}`]),
  ];
  const by = person(runner.actor, world.identity);
  return [
    `Declared by ${runLink(runner)}, started by ${by}, ${when(at, timezone)}.`,
    ...(facts.length === 0 ? [] : [facts.join("\\\n")]),
    ...(problems.length === 0 ? [] : [`Opened without:\n${problems.map(listed).join("\n")}`]),
    ...(inputs.body === undefined ? [] : [inert(inputs.body)]),
  ];
}

function listed(problem: string): string {
  return `- ${inertLine(problem, 500)}`;
}

/** The page of this run. */
export function runLink({ serverUrl, repository, runId }: Running["runner"]): string {
  return `[workflow run ${runId}](${serverUrl}/${repository}/actions/runs/${runId})`;
}
