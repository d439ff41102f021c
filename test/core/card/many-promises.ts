import type { Owed } from "../../../src/core/card/record.ts";
import type { ActionItem } from "../../../src/core/incident/incident.ts";
import type { Postmortem } from "../../../src/core/incident/postmortem.ts";
import { at, stampOf, times } from "./many.ts";

export const items = (
  count: number,
  text: string,
  state: ActionItem["state"] = "open",
): ActionItem[] =>
  times(count, (index) => ({
    number: index + 1,
    stamp: stampOf(index),
    text,
    owner: "octocat",
    due: "2026-08-15",
    type: "prevent",
    state,
  }));
export const tracked = (count: number, state: ActionItem["state"]): ActionItem[] =>
  items(count, "y".repeat(200), state).map((item) => ({
    ...item,
    verified: "z".repeat(200),
    tracked: {
      repository: "acme/web",
      repositoryId: 987_654_321,
      number: item.number,
      id: item.number,
      url: `https://github.com/acme/web/issues/${item.number}`,
      state: "open",
    },
  }));
export const reminded = (count: number): Record<string, string> =>
  Object.fromEntries([
    ["postmortem", "due@2026-08-03T12:00:00Z"],
    ...times(count, (index) => [`item:${index + 1}`, "overdue2@2026-08-15"] as const),
  ]);
export const postmortem: Postmortem = {
  state: "open",
  stamp: stampOf(5),
  by: "octocat",
  dueAt: at(9),
  owner: "octocat",
  issue: { number: 31, id: 9031, url: "https://github.com/acme/web/issues/31" },
};
export const reminders = (count: number): Owed[] => [
  {
    kind: "reminder",
    since: 4,
    stamp: `${at(9)}/t/0/0`,
    reminders: times(count, (index) => ({
      subject: `item:${index}` as const,
      slot: "due@2026-08-15",
      step: "due",
      at: at(index),
      due: "2026-08-15",
      to: ["octocat", "acme/on-call"],
    })),
  },
];
