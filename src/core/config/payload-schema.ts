import { z } from "zod";
import { type Payload, payloadKeys } from "./destination-settings.ts";
import { says } from "./expectation.ts";
import { mostProblems } from "./file-problems.ts";
import { nearestName } from "./nearest-name.ts";
import { showValue } from "./problem.ts";

const mostLevels = 8;
const longestJson = 8000;

const example = 'payload: { text: "{{title}}" }';

/** What a webhook is sent: a map of anything that JSON holds, its texts with our values in them. */
export const payload = z
  .record(z.string(), z.unknown(), says("a map, which is sent as JSON", example))
  .transform((map, context): Payload => {
    const faults = payloadFaults(map);
    // A map from plainValue without a fault holds nothing that JSON does not.
    if (faults.length === 0) return map as Payload;
    for (const { path, key, message } of faults) {
      const place = { message, input: map, path: [...path] };
      context.issues.push(
        key === undefined
          ? { code: "custom", ...place }
          : { code: "unrecognized_keys", keys: [key], ...place },
      );
    }
    return z.NEVER;
  });

interface PayloadFault {
  readonly path: readonly PropertyKey[];
  /** Where not the value is wrong but a key of it. */
  readonly key?: string;
  readonly message: string;
}

function payloadFaults(map: unknown): readonly PayloadFault[] {
  const tooLarge = sizeFault(map);
  if (tooLarge !== undefined) return [tooLarge];
  const faults: PayloadFault[] = [];
  for (const place of placesIn(map)) {
    faults.push(...contentFaults(place));
    if (faults.length >= mostProblems) break;
  }
  return faults;
}

interface Place {
  readonly value: unknown;
  readonly path: readonly PropertyKey[];
}

/** A value and all inside of it. Goes deeper only when asked for more, so that one can stop. */
function* placesIn(value: unknown, path: readonly PropertyKey[] = []): Generator<Place> {
  yield { value, path };
  if (!isNested(value)) return;
  const isList = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    yield* placesIn(inner, [...path, isList ? Number(key) : key]);
  }
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Counts before it prints: aliases make much out of little. */
function sizeFault(map: unknown): PayloadFault | undefined {
  const tooLong = says(`a map of at most ${longestJson} characters as JSON`, example).error;
  let least = 0;
  for (const { value, path } of placesIn(map)) {
    if (isNested(value) && path.length >= mostLevels) {
      const expected = `at most ${mostLevels} maps and lists inside of each other`;
      return { path, message: says(expected, example).error };
    }
    const key = path.at(-1);
    least += 1 + sizeOf(key) + sizeOf(value);
    if (least > longestJson) return { path: [], message: tooLong };
  }
  return JSON.stringify(map).length > longestJson ? { path: [], message: tooLong } : undefined;
}

function sizeOf(value: unknown): number {
  return typeof value === "string" ? value.length : 0;
}

function contentFaults({ value, path }: Place): PayloadFault[] {
  const key = path.at(-1);
  const faults: PayloadFault[] = [];
  if (typeof key === "string" && key.includes("{{")) {
    const message = says("a key without {{, as only texts are filled", 'text: "{{title}}"').error;
    faults.push({ path: path.slice(0, -1), key, message });
  }
  if (typeof value === "number" && !isExact(value)) {
    const message = says("a number that JSON holds exactly, or text", '"12345678901234567890"');
    faults.push({ path, message: message.error });
  }
  const odd = typeof value === "string" ? oddTag(value) : undefined;
  if (odd !== undefined) faults.push({ path, message: tagMessage(odd) });
  return faults;
}

/** An id in the digits of a number may have lost its last ones. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

/** The first thing in a text that looks like a tag of a template but is none of ours. */
function oddTag(text: string): string | undefined {
  for (const [written] of text.matchAll(/\{{2,}[^{}]*\}*/g)) {
    const [, name] = /^\{\{(\w+)\}\}/.exec(written) ?? [];
    if (!payloadKeys.some((key) => key === name)) return written;
  }
  return undefined;
}

function tagMessage(odd: string): string {
  const [word = ""] = /\w+/.exec(odd) ?? [];
  const nearest = nearestName(word, payloadKeys);
  const hint = nearest === undefined ? "" : ` (did you mean {{${nearest}}}?)`;
  const expected = `{{name}} with one of ${payloadKeys.join(", ")}, not ${showValue(odd)}${hint}`;
  return says(expected, '"{{title}}"').error;
}
