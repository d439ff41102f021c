import type { HotfixImpossible } from "../rollback/hotfix.ts";
import type { Impossible, RollbackConflict } from "../rollback/plan.ts";
import type { PermissionCell } from "./authority.ts";
import type { Missing } from "./events.ts";
import type { Status } from "./lifecycle.ts";

/** Why a command was not carried out. The reply is made from this and from nothing else. */
export type Refusal =
  | {
      readonly code: "not-allowed";
      readonly needs: readonly PermissionCell[];
      readonly role?: string;
    }
  | {
      readonly code: "misread";
      readonly came: string;
      readonly expected: string;
      readonly example: string;
    }
  | { readonly code: "unknown-severity"; readonly came: string; readonly levels: readonly string[] }
  | { readonly code: "unknown-role"; readonly came: string; readonly roles: readonly string[] }
  | { readonly code: "ended"; readonly status: Status }
  | { readonly code: "not-resolved"; readonly status: Status }
  | { readonly code: "not-ended"; readonly status: Status }
  | { readonly code: "missing"; readonly missing: readonly Missing[] }
  | { readonly code: "no-such-item"; readonly came: number; readonly numbers: readonly number[] }
  | { readonly code: "role-is-empty"; readonly role: string }
  | { readonly code: "not-holding"; readonly role: string; readonly holder?: string }
  | { readonly code: "cancel-instead" }
  | { readonly code: "verb-instead"; readonly verb: string }
  | { readonly code: "edited-by-somebody-else"; readonly editor?: string }
  | { readonly code: "not-declared" }
  | { readonly code: "pull-request" }
  | { readonly code: "unknown-person"; readonly came: string }
  | { readonly code: "rollback-conflict"; readonly conflict: RollbackConflict }
  | {
      readonly code: "rollback-impossible";
      readonly target: string;
      readonly why: Impossible;
      readonly detail?: string;
    }
  | {
      readonly code: "hotfix-impossible";
      readonly why: HotfixImpossible;
      readonly detail?: string;
    }
  | { readonly code: "unknown-runbook"; readonly came: string; readonly names: readonly string[] }
  | { readonly code: "no-runbook" }
  | { readonly code: "no-such-step"; readonly came: number; readonly steps: number }
  | { readonly code: "not-mitigated" }
  | { readonly code: "no-policy" }
  | { readonly code: "no-draft"; readonly draft: string }
  | { readonly code: "too-many-reminders"; readonly most: number }
  | { readonly code: "no-postmortem" }
  | { readonly code: "postmortem-unread" }
  | {
      readonly code: "postmortem-incomplete";
      readonly findings: number;
      readonly worst: readonly string[];
    };

export type RefusalCode = Refusal["code"];
