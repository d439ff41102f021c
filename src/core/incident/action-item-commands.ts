import type { ActionItemType } from "./incident.ts";

/** What is said in the thread; what is done to a checklist or a tracked issue may say more. */
export type ActionItemCommand = AddActionItem | CompleteActionItem | DropActionItem;

export interface AddActionItem {
  readonly kind: "AddActionItem";
  readonly text: string;
  readonly owner?: string;
  /** A calendar date, `2026-08-15`. */
  readonly due?: string;
  readonly type?: ActionItemType;
  /** How one will see that it is done and works. */
  readonly verified?: string;
  /** It was done before anybody wrote it down: its row came with a tick. */
  readonly done?: true;
  /** Written as `TODO:`, which only the scribe's word makes an action item. */
  readonly todo?: true;
}
export interface CompleteActionItem {
  readonly kind: "CompleteActionItem";
  readonly number: number;
  readonly link?: string;
}
export interface DropActionItem {
  readonly kind: "DropActionItem";
  readonly number: number;
  readonly reason: string;
}
