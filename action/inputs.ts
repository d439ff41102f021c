import { getInput } from "@actions/core";
import { redact } from "../src/adapters/github/redact.ts";
import { type InputName, type Mode, type Parsed, parsers, wishes } from "./input-forms.ts";

/** What every mode is told. */
export interface CommonInputs {
  readonly mode: Mode;
  readonly token: string;
  readonly dryRun: boolean;
}

/** Inputs of the modes; absent where nothing was given or the mode does not use it. */
export type Inputs = CommonInputs & Omit<Parsed, "mode" | "token" | "dry-run">;

export interface GivenInputs {
  readonly inputs: Inputs;
  /** Inputs that were given, but not for this mode. */
  readonly warnings: readonly string[];
}

/** The inputs cannot be used as they are; the message has one line per problem. */
export class WrongInputs extends Error {
  override readonly name = "WrongInputs";
}

const common: readonly InputName[] = ["mode", "token", "dry-run"];

const inputsOfMode: Readonly<Record<Mode, readonly InputName[]>> = {
  respond: ["issue"],
  declare: ["title", "severity", "service", "started", "body", "fingerprint"],
  postmortem: ["issue", "output", "path"],
  remind: ["issue"],
  lint: ["issue", "file"],
  report: ["period", "output-folder"],
  check: [],
};

const required: Readonly<Partial<Record<Mode, readonly InputName[]>>> = { declare: ["title"] };

/** Reads the inputs of this step. Nothing else in this folder does. */
export function loadInputs(): GivenInputs {
  return readInputs(getInput);
}

/** Checks all inputs and throws one `WrongInputs` that names every problem. */
export function readInputs(read: (name: string) => string): GivenInputs {
  const given = textsOf(read);
  const mode = parsers.mode(given.get("mode") ?? "");
  const used = mode === undefined ? inputNames : [...common, ...inputsOfMode[mode]];
  const problems: string[] = [];
  const parsed: Record<string, unknown> = {};
  for (const name of used) {
    const text = given.get(name);
    if (text === undefined) continue;
    const value = parsers[name](text);
    if (value === undefined) problems.push(wrongInput(name, text));
    else parsed[name] = value;
  }
  const needed: readonly InputName[] = ["mode", "token", ...(mode ? (required[mode] ?? []) : [])];
  problems.push(...needed.filter((name) => !given.has(name)).map((name) => wrongInput(name)));
  if (mode === undefined || problems.length > 0) throw new WrongInputs(problems.join("\n"));
  const { token = "", "dry-run": dryRun = false, ...rest } = parsed as Parsed;
  return {
    inputs: { ...rest, mode, token, dryRun },
    warnings: [...given.keys()]
      .filter((name) => !used.includes(name))
      .map((name) => `${name} was given, but mode ${mode} does not use it.`),
  };
}

const inputNames = Object.keys(parsers) as readonly InputName[];

function textsOf(read: (name: string) => string): ReadonlyMap<InputName, string> {
  const texts = inputNames.map((name) => [name, read(name)] as const);
  return new Map(texts.filter(([, text]) => text !== ""));
}

/** One line: what came, what was expected, an example. */
export function wrongInput(name: InputName, came?: string, expected?: string): string {
  const wish = wishes[name];
  const text = came === undefined || name === "token" ? "nothing" : shown(came);
  return `${name}: got ${text}; expected ${expected ?? wish.expected}, for example ${name}: ${wish.example}`;
}

function shown(came: string): string {
  const clean = redact(came);
  return JSON.stringify(clean.length > 80 ? `${clean.slice(0, 77)}...` : clean);
}
