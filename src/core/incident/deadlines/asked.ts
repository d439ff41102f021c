import type { DeadlinesOf } from "./deadline.ts";

/** What somebody asked to be reminded of, at its time, whatever the hour. */
export const asked: DeadlinesOf = ({ remindersAskedFor = [] }) =>
  remindersAskedFor.map(({ id, by, at, text }) => ({
    subject: `asked:${id}` as const,
    due: at,
    steps: [
      { atMs: Date.parse(at), step: "due" as const, to: [by], ...(text !== undefined && { text }) },
    ],
    canWait: false,
  }));
