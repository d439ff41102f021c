import { escalated, remindedOfUpdates } from "./stories/clock.ts";
import {
  declaredByComment,
  declaredByLabel,
  declaredWithTitle,
  drill,
  reportConfirmed,
  withoutPins,
} from "./stories/declaring.ts";
import { declaredWithFollowUps, runbookFollowed } from "./stories/follow-ups.ts";
import {
  actionAlone,
  knownBefore,
  remindedToDone,
  resolvedToPostmortem,
  trackedItems,
} from "./stories/postmortems.ts";
import {
  closedByHand,
  editedByOthers,
  labelPutBack,
  mixed,
  noteAmended,
  noteWithdrawn,
  questions,
  resolveGuarded,
} from "./stories/refusing.ts";
import {
  hotfixed,
  restoredLastGood,
  rollbackClosedAndAgain,
  rollbackRefused,
  rolledBack,
  rolledBackByMerge,
} from "./stories/rollbacks.ts";
import { duplicate, notesByThree, reopened, roles, severityUpAndDown } from "./stories/short.ts";
import type { Story } from "./story.ts";

/** The six that the crash matrix cuts at every call on every commit. */
export const shortStories: readonly Story[] = [
  declaredByLabel,
  severityUpAndDown,
  notesByThree,
  roles,
  reopened,
  duplicate,
];

/** What goes on for hours of reminders, or for days after the incident. */
export const longStories: readonly Story[] = [
  escalated,
  remindedOfUpdates,
  resolvedToPostmortem,
  remindedToDone,
  trackedItems,
  knownBefore,
  actionAlone,
];

export const otherStories: readonly Story[] = [
  declaredByComment,
  declaredWithTitle,
  reportConfirmed,
  drill,
  mixed,
  closedByHand,
  labelPutBack,
  resolveGuarded,
  questions,
  editedByOthers,
  noteAmended,
  noteWithdrawn,
  withoutPins,
  rolledBack,
  rolledBackByMerge,
  rollbackRefused,
  rollbackClosedAndAgain,
  restoredLastGood,
  hotfixed,
  declaredWithFollowUps,
  runbookFollowed,
  ...longStories,
];

/**
 * Those that several replicas may play. Runs of the Action share no database that would keep them
 * apart: for one issue a concurrency group does, and what two of them can do to each other at one
 * incident stands in `postmortems.test.ts`.
 */
export const storiesForReplicas: readonly Story[] = [...shortStories, ...otherStories].filter(
  ({ options }) => options.action !== true,
);
