/** One number the benchmark found, and what we promise of it. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Absent: for scale only. */
  readonly target?: Target;
  /** How it was measured, or what stands beside it; one short line. */
  readonly aside?: string;
  /** Shown when the target is missed: what a reader needs to see why. */
  readonly why?: readonly string[];
}

export interface Target {
  readonly says: string;
  readonly met: boolean;
}

/** One part of the benchmark; `npm run bench -- <name>` runs it alone. */
export interface Section {
  readonly name: string;
  readonly title: string;
  measure(): Promise<readonly Figure[]>;
}

export function atMost(limit: number, value: number, unit = ""): Target {
  return { says: `≤ ${limit}${unit}`, met: value <= limit };
}

export function below(limit: number, value: number, unit = ""): Target {
  return { says: `< ${limit}${unit}`, met: value < limit };
}

export function atLeast(limit: number, value: number, unit = ""): Target {
  return { says: `≥ ${limit}${unit}`, met: value >= limit };
}
