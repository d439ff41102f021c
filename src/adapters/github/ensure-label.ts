import { Stop } from "../../reconcile/failure.ts";
import type { LabelDefinition, ThreadWriter } from "../../reconcile/ports.ts";
import { acknowledged, type Place } from "./call.ts";
import { readLabels } from "./read-setup.ts";
import { answerBehind } from "./sort-failure.ts";
import type { Wire } from "./wire.ts";

/** Creates a label when the repository lacks it; the list of labels is read once per process. */
export function labelKeeper(wire: Wire): ThreadWriter["ensureLabel"] {
  const known = new Map<number, Promise<Set<string>>>();

  function labelsOf(place: Place): Promise<Set<string>> {
    const names = known.get(place.repository) ?? labelSet(wire, place);
    known.set(place.repository, names);
    names.catch(() => known.delete(place.repository));
    return names;
  }

  return async (address, label) => {
    const names = await labelsOf(address);
    if (names.has(label.name.toLowerCase())) return;
    await createLabel(wire, address, label);
    names.add(label.name.toLowerCase());
  };
}

async function labelSet(wire: Wire, place: Place): Promise<Set<string>> {
  const names = await readLabels(wire, place);
  return new Set(names.map((name) => name.toLowerCase()));
}

async function createLabel(wire: Wire, place: Place, label: LabelDefinition): Promise<void> {
  try {
    await wire.inRepository(place, {
      route: "POST /repos/{owner}/{repo}/labels",
      parameters: { name: label.name, color: label.color, description: label.description },
      answer: acknowledged,
    });
  } catch (failure) {
    const exists = answerBehind(failure)?.codes.includes("already_exists");
    if (!(failure instanceof Stop && exists)) throw failure;
  }
}
