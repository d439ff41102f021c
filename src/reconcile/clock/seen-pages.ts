import type { Owed } from "../../core/card/record.ts";
import type { Incident } from "../../core/incident/incident.ts";
import type { Address } from "../address.ts";
import { keyOfPage } from "./give-page.ts";

/** Undefined where only people on GitHub are paged: then the comment tells. */
export function isPaged(
  owed: Extract<Owed, { kind: "page" }>,
  address: Address,
  { pages = [], drill }: Incident,
): boolean | undefined {
  if (drill) return true;
  const outside = owed.targets.filter(({ by }) => by !== "mention");
  if (outside.length === 0) return undefined;
  const known = new Set(pages.map(({ key }) => key));
  return outside.every((target) => known.has(keyOfPage(address, owed, target)));
}

export function isFollowed(
  { key, to }: Extract<Owed, { kind: "page-state" }>,
  { pages = [] }: Incident,
): boolean {
  const page = pages.find((one) => one.key === key);
  return page === undefined || page.state === to || page.state === "resolved";
}
