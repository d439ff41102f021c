import { printDuration } from "../../std/duration.ts";
import { shortestUpdateMs } from "./complete-clock.ts";
import type { RoleDescription } from "./config.ts";
import { repeated } from "./config-faults.ts";
import type { Fault } from "./file-problems.ts";
import type { Ladder } from "./ladder.ts";
import type { ConfigFile } from "./schema.ts";

interface Known {
  readonly ladder: Ladder;
  readonly roles: readonly RoleDescription[];
}

/** Times that fit together, roles and policies that are there, and nothing named twice. */
export function clockFaults(file: ConfigFile, { ladder, roles }: Known): Fault[] {
  return [...draftFaults(file, ladder), ...roleFaults(file, roles), ...policyFaults(file)];
}

/** The draft of an update must not be due before the update that comes ahead of it. */
function draftFaults({ clock }: ConfigFile, ladder: Ladder): Fault[] {
  const shortestMs = shortestUpdateMs(clock, ladder);
  if (typeof clock?.draft !== "number" || clock.draft < shortestMs) return [];
  const expected =
    `a duration shorter than ${printDuration(shortestMs)}, the shortest time until a status ` +
    'update, or "none"';
  return [{ path: ["clock", "draft"], expected, example: "none" }];
}

function roleFaults({ nags }: ConfigFile, roles: readonly RoleDescription[]): Fault[] {
  const names = roles.map(({ name }) => name);
  const wanted = nags?.roles ?? [];
  const path = (index: number) => ["nags", "roles", index];
  const unknown = wanted.flatMap((role, index) => {
    if (names.includes(role)) return [];
    const expected = `a role that there is: ${shown(names)}`;
    return [{ path: path(index), names, expected, example: "commander" }];
  });
  const twice = repeated(wanted).map((index) => {
    return { path: path(index), expected: "each role once", example: "commander" };
  });
  return [...unknown, ...twice];
}

function policyFaults(file: ConfigFile): Fault[] {
  const names = (file.escalation?.policies ?? []).map(({ name }) => name);
  const known = new Set(names.map((name) => name.toLowerCase()));
  const twice = repeated(names).map((index) => ({
    path: ["escalation", "policies", index, "name"],
    expected: "each policy once",
    example: "checkout",
  }));
  const unknown = namedPolicies(file)
    .filter(({ name }) => !known.has(name.toLowerCase()))
    .map(({ path }) => ({ path, names, ...policyForm(names) }));
  return [...twice, ...unknown];
}

interface NamedPolicy {
  readonly name: string;
  readonly path: readonly PropertyKey[];
}

/** Every place that names a policy. */
function namedPolicies({ ladder, levels = {}, services = [] }: ConfigFile): NamedPolicy[] {
  const own = typeof ladder === "object" ? ladder : [];
  return [
    ...own.map(({ escalate }, index) => ({ name: escalate, path: ["ladder", index, "escalate"] })),
    ...Object.entries(levels).map(([key, { escalate }]) => {
      return { name: escalate, path: ["levels", key, "escalate"] };
    }),
    ...services.map(({ policy }, index) => ({ name: policy, path: ["services", index, "policy"] })),
  ].flatMap(({ name, path }) => (name === undefined ? [] : [{ name, path }]));
}

function policyForm(names: readonly string[]): Pick<Fault, "expected" | "example"> {
  const [first] = names;
  if (first !== undefined) {
    return { expected: `a policy of escalation.policies: ${shown(names)}`, example: first };
  }
  return {
    expected: "a policy of escalation.policies, which has none",
    example: "escalation: { policies: [{ name: default, levels: [{ page: [octocat] }] }] }",
  };
}

/** More names than these nobody reads in one line. */
const mostShown = 10;

function shown(names: readonly string[]): string {
  const more = names.length > mostShown ? ", …" : "";
  return names.slice(0, mostShown).join(", ") + more;
}
