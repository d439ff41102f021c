import type { PermissionCell } from "./authority.ts";

/** Who may by default: asked before anything is looked up for a command, and when it is decided. */
export const mitigationCells = {
  ProposeRollback: ["write"],
  OpenHotfix: ["write"],
  PickRunbook: ["triage"],
} as const satisfies Record<string, readonly PermissionCell[]>;
