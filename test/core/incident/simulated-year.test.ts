import { expect, test } from "vitest";
import { createRandom, type Random } from "../../support/random.ts";
import { seedFrom } from "../../support/seed.ts";
import { type Move, minuteMs, type Spoken, Thread } from "./deadlines/thread.ts";
import { type Expected, expectedOf, isSilent } from "./year/expected.ts";
import { type RandomIncident, randomIncident } from "./year/random-incident.ts";
import { note, type Truth, truthOf } from "./year/truth.ts";

const seed = seedFrom("YEAR_SEED");
const incidents = 500;
/** People act in the first ten hours; what they left is watched for two days more. */
const lastMinute = 58 * 60;

test(`in a year of ${incidents} incidents the App forgets nobody, YEAR_SEED=${seed}`, () => {
  const said = eachIncident((given) => {
    const watched = new Watched(given);
    let { nextMs } = watched.look(0);
    for (let minute = 0; minute <= lastMinute; minute += minute < 600 ? 1 : 15) {
      const acted = watched.act(minute);
      // The alarm rings at its time, between two minutes as well.
      while (nextMs <= watched.msOf(minute)) nextMs = watched.look(watched.minuteOf(nextMs)).nextMs;
      if (acted) nextMs = watched.look(minute).nextMs;
      watched.expectNothingMissed(minute);
    }
    return watched.count();
  });
  expect(said, "there was something to say").toBeGreaterThan(incidents * 5);
});

test(`nor does the Action, which looks when it can, YEAR_SEED=${seed}`, () => {
  const said = eachIncident((given, random) => {
    const watched = new Watched(given);
    for (let minute = 0; minute <= lastMinute; minute += 15 + random.below(46)) {
      watched.act(minute);
      watched.look(minute);
      watched.expectNothingMissed(minute);
    }
    return watched.count();
  });
  expect(said, "there was something to say").toBeGreaterThan(incidents * 2);
});

function eachIncident(play: (given: RandomIncident, random: Random) => number): number {
  const random = createRandom(seed);
  let said = 0;
  for (let count = 0; count < incidents; count += 1) {
    const given = randomIncident(random);
    try {
      said += play(given, random);
    } catch (failure) {
      const { start, severity, by, moves } = given;
      throw new Error(JSON.stringify({ count, start, severity, by, moves }), { cause: failure });
    }
  }
  return said;
}

/** One incident, and beside it what should become of it. */
class Watched {
  readonly #thread: Thread;
  readonly #truth: Truth;
  readonly #waiting: Move[];
  /** The last step that was said of each thing and due time. */
  readonly #said = new Map<string, number>();

  constructor({ config, start, severity, by, moves }: RandomIncident) {
    this.#thread = new Thread(config, {
      start,
      ...(severity !== undefined && { severity }),
      ...(by !== undefined && { by }),
    });
    this.#truth = truthOf(this.#thread.startMs);
    this.#waiting = [...moves];
    for (const event of this.#thread.events) note(this.#truth, event, this.#thread.startMs);
  }

  msOf(minute: number): number {
    return this.#thread.startMs + minute * minuteMs;
  }

  minuteOf(ms: number): number {
    return (ms - this.#thread.startMs) / minuteMs;
  }

  count(): number {
    return this.#thread.spoken.length;
  }

  /** Lets people do what they do up to this minute; false where nobody did anything. */
  act(minute: number): boolean {
    let acted = false;
    for (; (this.#waiting[0]?.minute ?? Infinity) <= minute; acted = true) {
      const move = this.#waiting.shift();
      if (move === undefined) break;
      const nowMs = this.msOf(move.minute);
      const events = this.#thread.says(nowMs, move.command, move.by);
      this.#truth.heardMs = nowMs;
      for (const event of events) note(this.#truth, event, nowMs);
    }
    return acted;
  }

  /** A look, of which all that it says is due, new, and not silenced. */
  look(minute: number): { readonly nextMs: number } {
    const nowMs = this.msOf(minute);
    const expected = expectedOf(this.#truth, this.#thread.config);
    const look = this.#thread.looks(nowMs);
    expect(look.nextMs, "the next look is a later one").toBeGreaterThan(nowMs);
    const isQuiet = isSilent(this.#truth, this.#thread.config, nowMs);
    for (const one of look.said) {
      const due = expected.get(one.subject);
      const step = stepOf(one);
      expect(due, `${one.subject} is due`).toBeDefined();
      expect(begun(due, nowMs), `${one.subject} has come to its step`).toBe(step);
      expect(isQuiet && due?.urgent === false, `${one.subject} is not silenced`).toBe(false);
      expect(isSaidToNobody(one), `${one.subject} reaches somebody`).toBe(false);
      const before = this.#said.get(keyOf(one.subject, due)) ?? 0;
      expect(step, `${one.subject} is new`).toBeGreaterThan(before);
      this.#said.set(keyOf(one.subject, due), step);
      if (one.subject.startsWith("asked:")) this.#truth.asked.delete(one.subject.slice(6));
    }
    return look;
  }

  expectNothingMissed(minute: number): void {
    const nowMs = this.msOf(minute);
    const isQuiet = isSilent(this.#truth, this.#thread.config, nowMs);
    for (const [subject, due] of expectedOf(this.#truth, this.#thread.config)) {
      if (isQuiet && !due.urgent) continue;
      const said = this.#said.get(keyOf(subject, due)) ?? 0;
      const missed = `${subject} is missed at minute ${minute}`;
      expect(said, missed).toBeGreaterThanOrEqual(begun(due, nowMs));
    }
  }
}

/** Config names somebody to tell of the worst, so that there is always somebody. */
function isSaidToNobody({ subject, to, page }: Spoken): boolean {
  if (subject === "phase") return false;
  return (subject.startsWith("escalation") ? (page?.targets ?? []) : to).length === 0;
}

function begun(due: Expected | undefined, nowMs: number): number {
  return due?.times.filter((atMs) => atMs <= nowMs).length ?? 0;
}

const keyOf = (subject: string, due: Expected | undefined) =>
  [subject, due?.dueMs, due?.of].join(" ");

const stepOf = ({ slot }: Spoken) => Number(/^step(\d+)@/.exec(slot)?.[1]);
