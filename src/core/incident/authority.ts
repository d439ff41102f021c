/** What GitHub's permission endpoint says of somebody, weakest first. */
export const authorities = ["none", "read", "triage", "write", "maintain", "admin"] as const;
export type Authority = (typeof authorities)[number];

/** The cells of the permission table. `list` means the logins config names for that verb. */
export type PermissionCell = "any" | "triage" | "write" | "maintain" | "holder" | "self" | "list";

export function atLeast(authority: Authority, wanted: Authority): boolean {
  return authorities.indexOf(authority) >= authorities.indexOf(wanted);
}
