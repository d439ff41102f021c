import type { z } from "zod";
import { type Expectation, expectationOf } from "./expectation.ts";
import { locate, locateKey } from "./locate.ts";
import { nearestName } from "./nearest-name.ts";
import { type Problem, showPath, showValue } from "./problem.ts";
import type { YamlDocument } from "./read-yaml.ts";
import { problemAt } from "./refusal.ts";

/** Something wrong with the value at a path, or with a key of the map at that path. */
export interface Fault extends Expectation {
  readonly path: readonly PropertyKey[];
  readonly key?: string;
}

/** More than these nobody reads at once, and a comment has to hold them. */
export const mostProblems = 20;

/** Places faults in the text, in the order of the text. */
export function problemsOf(
  text: string,
  document: YamlDocument,
  faults: readonly Fault[],
): Problem[] {
  const problems = faults
    .slice(0, mostProblems)
    .map((fault) =>
      fault.key === undefined
        ? valueProblem(text, document, fault)
        : keyProblem(text, document, { ...fault, key: fault.key }),
    );
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** What zod found, as faults; of a choice, those of the alternative that was evidently meant. */
export function faultsOfIssues(
  issues: readonly z.core.$ZodIssue[],
  parent: readonly PropertyKey[] = [],
): Fault[] {
  return issues.slice(0, mostProblems).flatMap((issue): Fault[] => {
    const path = [...parent, ...issue.path];
    const expectation = expectationOf(issue.message);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.slice(0, mostProblems).map((key) => ({ ...expectation, path, key }));
    }
    if (issue.code === "invalid_key") {
      const inner = expectationOf(issue.issues[0]?.message ?? issue.message);
      return [{ ...inner, path: path.slice(0, -1), key: String(path.at(-1)) }];
    }
    const meant = issue.code === "invalid_union" ? meantAlternative(issue.errors) : undefined;
    return meant === undefined ? [{ ...expectation, path }] : faultsOfIssues(meant, path);
  });
}

/** The alternative whose type fits: its issues lie deeper, or are about its size or keys. */
function meantAlternative(
  alternatives: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | undefined {
  return alternatives.find((issues) =>
    issues.every(
      (issue) =>
        issue.path.length > 0 || (issue.code !== "invalid_type" && issue.code !== "invalid_value"),
    ),
  );
}

function valueProblem(text: string, document: YamlDocument, fault: Fault): Problem {
  const value = valueAt(document.value, fault.path);
  return problemAt(text, locate(document.root, fault.path), {
    path: showPath(fault.path),
    came: showValue(value),
    expected: fault.expected + suggestion(value, fault.names),
    example: fault.example,
  });
}

function keyProblem(text: string, document: YamlDocument, fault: Fault & { key: string }): Problem {
  const known = fault.names !== undefined;
  return problemAt(text, locateKey(document.root, fault.path, fault.key), {
    path: showPath([...fault.path, fault.key]),
    came: known ? "an unknown key" : `under the key ${showValue(fault.key)}`,
    expected: fault.expected + suggestion(fault.key, fault.names),
    example: fault.example,
  });
}

function suggestion(came: unknown, names: readonly string[] | undefined): string {
  if (typeof came !== "string" || names === undefined) return "";
  const nearest = nearestName(came, names);
  return nearest === undefined ? "" : ` (did you mean ${nearest}?)`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.hasOwn(current, part) ? Reflect.get(current, part) : undefined;
  }
  return current;
}
