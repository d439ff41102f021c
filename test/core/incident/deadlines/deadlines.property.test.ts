import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { levelNamed } from "../../../../src/core/config/ladder.ts";
import { stepsSaid } from "../../../../src/core/incident/deadlines/deadline.ts";
import { deadlinesOf, momentOf } from "../../../../src/core/incident/deadlines.ts";
import { wallTime } from "../../../../src/std/time-zone.ts";
import { type AnyStory, anyLooks, anyStory, open } from "./any-story.ts";
import { type Move, minuteMs, play, type Spoken, type Thread } from "./thread.ts";

const end = 36 * 60;
/** Some of them are no quiet hour anywhere. */
const wholeDay = [0, 6, 12, 18].map((hours) => end + hours * 60);

/** Acts and looks at these minutes only, in the order in which they are given. */
function lookedAt(story: AnyStory, looks: readonly number[]): Thread {
  const thread = open(story);
  const waiting = [...story.moves];
  for (const minute of looks) {
    while ((waiting[0]?.minute ?? Infinity) <= minute) {
      const move = waiting.shift();
      if (move === undefined) break;
      thread.says(thread.startMs + move.minute * minuteMs, move.command, move.by);
    }
    thread.looks(thread.startMs + minute * minuteMs);
  }
  return thread;
}

const stepOf = ({ slot }: Spoken) => Number(/^step(\d+)@/.exec(slot)?.[1]);
/** What it follows from: when it is due, and of which policy. */
const identityOf = ({ slot }: Spoken) => slot.replace(/^step\d+@/, "");

describe("whatever people do and whenever somebody looks", () => {
  it("each step is said at most once, and none after a later one", () => {
    fc.assert(
      fc.property(anyStory, anyLooks, (story, looks) => {
        const { spoken } = lookedAt(story, looks);
        const last = new Map<string, Spoken>();
        for (const one of spoken) {
          const before = last.get(one.subject);
          const isSame = before !== undefined && identityOf(before) === identityOf(one);
          if (isSame) expect(stepOf(one)).toBeGreaterThan(stepOf(before));
          last.set(one.subject, one);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("nothing is said before its time", () => {
    fc.assert(
      fc.property(anyStory, anyLooks, (story, looks) => {
        const { spoken } = lookedAt(story, looks);
        for (const { at, nowMs } of spoken) expect(Date.parse(at)).toBeLessThanOrEqual(nowMs);
      }),
      { numRuns: 200 },
    );
  });

  it("a look at the time that was named says something, and names a later time", () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const thread = open(story);
        for (const { minute, command, by } of story.moves) {
          thread.says(thread.startMs + minute * minuteMs, command, by);
        }
        let { nextMs } = thread.looks(thread.startMs);
        for (let looks = 0; nextMs < Infinity; looks += 1) {
          const nowMs = nextMs;
          const look = thread.looks(nowMs);
          expect(look.said).not.toEqual([]);
          expect(look.nextMs).toBeGreaterThan(nowMs);
          expect(looks).toBeLessThan(100);
          nextMs = look.nextMs;
        }
      }),
      { numRuns: 300 },
    );
  });

  it("what can wait is said in no snooze and, where nobody waits for updates, in no quiet hour", () => {
    fc.assert(
      fc.property(anyStory, anyLooks, (story, looks) => {
        const thread = open(story);
        const waiting = [...story.moves];
        for (const minute of looks.toSorted((a, b) => a - b)) {
          while ((waiting[0]?.minute ?? Infinity) <= minute) {
            const move = waiting.shift();
            if (move === undefined) break;
            thread.says(thread.startMs + move.minute * minuteMs, move.command, move.by);
          }
          const nowMs = thread.startMs + minute * minuteMs;
          const mustWait = isSnoozed(thread, nowMs) || isQuiet(thread, nowMs);
          const { said } = thread.looks(nowMs);
          expect(mustWait ? said.filter(canWait) : []).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("looking more often says the same at the same times", () => {
    fc.assert(
      fc.property(anyStory, anyLooks, (story, more) => {
        const app = open(story);
        play(app, story.moves, end);
        const minutes = app.spoken.map(({ nowMs }) => (nowMs - app.startMs) / minuteMs);
        const acts = story.moves.map(({ minute }) => minute);
        const often = [...minutes, ...acts, ...more, end].sort((a, b) => a - b);
        expect(lookedAt(story, often).spoken).toEqual(app.spoken);
      }),
      { numRuns: 200 },
    );
  });

  it("looking less often comes to the same step of all that is still due", () => {
    fc.assert(
      fc.property(anyStory.map(withoutDrafts), anyLooks, (story, looks) => {
        const app = open(story);
        play(app, story.moves, end + 24 * 60);
        const rarely = lookedAt(story, [...looks.toSorted((a, b) => a - b), ...wholeDay]);
        expect(standing(rarely)).toEqual(standing(app));
      }),
      { numRuns: 200 },
    );
  });
});

/** `/update draft` sends what a look offered before: without that look it is refused. */
function withoutDrafts(story: AnyStory): AnyStory {
  const isDraft = ({ command }: Move) => command.kind === "PostUpdate" && command.draft === true;
  return { ...story, moves: story.moves.filter((move) => !isDraft(move)) };
}

function standing({ incident, config }: Thread) {
  return deadlinesOf(incident, momentOf(incident, config)).map((deadline) => [
    `${deadline.subject} ${deadline.due}`,
    Math.min(stepsSaid(incident, deadline), deadline.steps.length),
  ]);
}

function canWait({ subject }: Spoken): boolean {
  return !/^(?:acknowledge|escalation|phase|asked)(?::|$)/.test(subject);
}

function isSnoozed({ incident }: Thread, nowMs: number): boolean {
  return Date.parse(incident.snoozedUntil ?? "") > nowMs;
}

/** By the clocks of the place, not by the code under test. */
function isQuiet({ incident: { severity }, config }: Thread, nowMs: number): boolean {
  const { quietHours: hours } = config.reminders;
  const level = severity === undefined ? undefined : levelNamed(config.ladder, severity);
  if (hours === undefined || level === undefined || level.updateMs !== undefined) return false;
  const { hour, minute } = wallTime(nowMs, config.timezone);
  const shown = hour * 60 + minute;
  const { from, to } = hours;
  return from < to ? from <= shown && shown < to : from <= shown || shown < to;
}
