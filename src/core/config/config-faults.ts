import { defaultConfig, type LabelNames } from "./config.ts";
import type { Fault } from "./file-problems.ts";
import { type Ladder, labelOfLevel, levelOfLabel } from "./ladder.ts";
import { nearestName } from "./nearest-name.ts";
import type { ConfigFile } from "./schema.ts";
import { configurableVerbs, governedVerbs } from "./verbs.ts";

/** GitHub's limit for the name of a label, in characters. */
const longestLabel = 50;
const longestStatus = "investigating".length;

const labelKeys = ["severityPrefix", "statusPrefix", "incident", "postmortem", "drill"] as const;

type LabelKey = (typeof labelKeys)[number];

/** No two kinds of label may be taken for each other; the one the file names is to blame. */
export function labelFaults(
  labels: LabelNames,
  written: ConfigFile["labels"],
  ladder: Ladder,
): Fault[] {
  const blamed = new Set<LabelKey>();
  labelKeys.forEach((later, index) => {
    for (const former of labelKeys.slice(0, index)) {
      if (!alike(labels, former, later)) continue;
      blamed.add(written?.[later] === undefined ? former : later);
    }
    if (!isPrefix(later) && levelOfLabel(ladder, labels, labels[later])) blamed.add(later);
  });
  const expected = "a name unlike all other labels, severities and statuses";
  const faults = [...blamed].map((key) => ({
    path: ["labels", key],
    expected,
    example: JSON.stringify(defaultConfig.labels[key]),
  }));
  return [...faults, ...lengthFaults(labels, ladder)];
}

function alike(labels: LabelNames, former: LabelKey, later: LabelKey): boolean {
  const a = labels[former].trim().toLowerCase();
  const b = labels[later].trim().toLowerCase();
  if (a === b) return true;
  return (isPrefix(former) && b.startsWith(a)) || (isPrefix(later) && a.startsWith(b));
}

function isPrefix(key: LabelKey): boolean {
  return key === "severityPrefix" || key === "statusPrefix";
}

function lengthFaults(labels: LabelNames, ladder: Ladder): Fault[] {
  const severity = ladder.levels.some(
    (level) => [...labelOfLevel(labels, level.name)].length > longestLabel,
  );
  const status = [...labels.statusPrefix].length + longestStatus > longestLabel;
  const expected = `a prefix short enough for labels of at most ${longestLabel} characters`;
  return [
    ...(severity
      ? [{ path: ["labels", "severityPrefix"], expected, example: '"severity: "' }]
      : []),
    ...(status ? [{ path: ["labels", "statusPrefix"], expected, example: '"status: "' }] : []),
  ];
}

/** Knows a zone by asking the calendar that will print its times. */
export function timezoneFaults(timezone: string | undefined): Fault[] {
  if (timezone === undefined || isTimezone(timezone)) return [];
  const zones = Intl.supportedValuesOf("timeZone");
  const city = zones.find((zone) => zone.toLowerCase().endsWith(`/${timezone.toLowerCase()}`));
  const nearest = city ?? nearestName(timezone, zones);
  const hint = nearest === undefined ? "" : ` (did you mean ${nearest}?)`;
  return [{ path: ["timezone"], expected: `an IANA time zone${hint}`, example: "Europe/Berlin" }];
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Nothing twice in a list of names, and no verb as a prefix. */
export function listFaults(file: ConfigFile): Fault[] {
  const serviceNames = (file.services ?? []).map((service) => service.name);
  return [
    ...prefixFaults(file.prefixes ?? []),
    ...repeated(serviceNames).map((index) => ({
      path: ["services", index, "name"],
      expected: "each service once",
      example: "checkout-api",
    })),
    ...repeated(file.action?.types ?? []).map((index) => ({
      path: ["action", "types", index],
      expected: "each type once",
      example: "prevent",
    })),
  ];
}

/** Branches below the prefix are deleted when they are left over, so none of these may be there. */
const keptBranches = ["allclear/rollback-", "allclear/hotfix-"];

/** No branch that is to stay may look like a scratch branch. */
export function rollbackFaults({ rollback }: ConfigFile): Fault[] {
  const prefix = rollback?.scratchPrefix;
  if (prefix === undefined || !keptBranches.some((kept) => kept.startsWith(prefix))) return [];
  const expected = "a prefix that no rollback or hotfix branch begins with";
  const example = defaultConfig.rollback.scratchPrefix;
  return [{ path: ["rollback", "scratchPrefix"], expected, example }];
}

function prefixFaults(prefixes: readonly string[]): Fault[] {
  const taken: readonly string[] = ["incident", ...configurableVerbs, ...governedVerbs];
  const twice = repeated(prefixes);
  return prefixes.flatMap((prefix, index) => {
    if (!taken.includes(prefix) && !twice.includes(index)) return [];
    const expected = "a word that is no verb, each once";
    return [{ path: ["prefixes", index], expected, example: "/inc" }];
  });
}

/** That a name in the file is no level of the ladder. */
export function noSuchLevel(path: readonly PropertyKey[], { levels }: Ladder): Fault {
  const names = levels.map(({ name }) => name);
  const expected = `a level of the ladder: ${names.join(", ")}`;
  return { path, names, expected, example: names[0] ?? "SEV1" };
}

/** The positions of names that came before in the list, in whatever case. */
export function repeated(names: readonly string[]): number[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    const before = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return before ? [index] : [];
  });
}
