import { nearestName } from "../config/nearest-name.ts";
import type { RunbookChoice } from "./choice.ts";
import { type Runbook, runbookName } from "./runbook.ts";

/** The runbook somebody means: by its name, its title, the only beginning that fits, or nearly. */
export function chooseByName(
  typed: string,
  runbooks: readonly Pick<Runbook, "name" | "title">[],
): RunbookChoice {
  const names = runbooks.map(({ name }) => name);
  const wanted = runbookName(typed);
  const found = (name: string): RunbookChoice => ({ kind: "found", name });
  if (wanted === "") return { kind: "unknown", names };
  if (names.includes(wanted)) return found(wanted);
  const titled = runbooks.filter(({ title }) => runbookName(title) === wanted);
  if (titled.length === 1 && titled[0] !== undefined) return found(titled[0].name);
  const begun = names.filter((name) => name.startsWith(wanted));
  if (begun.length === 1 && begun[0] !== undefined) return found(begun[0]);
  if (begun.length > 1) return { kind: "unknown", names: begun };
  const near = nearestName(wanted, names);
  return near === undefined ? { kind: "unknown", names } : found(near);
}
