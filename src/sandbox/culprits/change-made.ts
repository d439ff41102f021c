import type { ChangeKind } from "./kinds.ts";
import type { Repository } from "./organization.ts";

/** Minutes are counted from when the incident started; what was before it is negative. */
export interface ChangeMade {
  readonly repository: Repository;
  readonly minute: number;
  readonly kind: ChangeKind;
  readonly folder: string;
  readonly isCulprit: boolean;
}

const start = Date.UTC(2026, 10, 22, 2, 15);

export function instantAt(minute: number): string {
  return new Date(start + minute * 60_000).toISOString().replace(/\.\d{3}Z$/, "Z");
}
