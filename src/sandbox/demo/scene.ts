import type { RecordedRequest } from "../github/http/server.ts";
import type { NewIssue } from "../github/model/open-issue.ts";
import type { Person, ShownComment, ShownIssue, Thread } from "../github/person.ts";
import type { Code } from "./code.ts";
import type { SeenOutside } from "./outside.ts";
import type { Cast, Stage } from "./stage.ts";

/** What anybody can see of an issue. */
export interface Seen {
  readonly issue: ShownIssue;
  readonly thread: readonly ShownComment[];
  /** The comment the last act was, if it was one. */
  readonly said: ShownComment | undefined;
  /** The comment that is the card; empty text while there is none. */
  readonly card: string;
  /** What the bot answered to the last act, comment by comment. */
  readonly answers: readonly string[];
  readonly code: Code;
  /** The other issue that the scene is about, once it is there. */
  readonly also: Seen | undefined;
  /** What a workflow run wrote at its page, if the last act was one. */
  readonly summary: string;
  /** What the bot has asked of GitHub since the deed. */
  readonly requests: readonly RecordedRequest[];
  readonly outside: SeenOutside;
}

export type Expectation = (seen: Seen) => string | undefined;

/** Part of a text on GitHub, to be shown. */
export interface Excerpt {
  readonly head: string;
  readonly text: string;
}

/** What the last act left to be seen in later looks. */
export interface Deed {
  readonly said?: ShownComment;
  readonly summary?: string;
}

/** A comment or an issue that the deed brings about besides its answer. */
export interface Consequence {
  readonly title: string;
  /** What only this comment says. */
  readonly says?: string;
  /** The number of the issue. */
  readonly also?: number;
  readonly excerpts?: (seen: Seen) => readonly Excerpt[];
  readonly missing: Expectation;
}

/** One thing a person does, and what must be true soon after; the demo fails when it is not. */
export interface Scene {
  readonly title: string;
  /** Absent where nobody does anything. */
  readonly who?: keyof Cast;
  /** Minutes that pass before it; two unless given. */
  readonly after?: number;
  /** The number of the issue it plays on; the incident's unless given. */
  readonly on?: number;
  /** The number of another issue that is looked at too, such as one that it opens. */
  readonly also?: number;
  /** About what does not happen: judged when everything has come to rest, and no time is taken. */
  readonly settles?: true;
  /** The number of a pull request whose diff is shown when the scene came true. */
  readonly diff?: number;
  /** How many lines of the answer are shown, where the rest was shown before. */
  readonly lines?: number;
  /** What the bot says without being asked, each in a comment of its own. */
  readonly byItself?: readonly Consequence[];
  /** What else is shown when it came true: what was edited in place. */
  readonly excerpts?: (seen: Seen) => readonly Excerpt[];
  /** What is typed, or a gesture in words. */
  readonly shows: string;
  readonly act: (stage: Stage, on: Thread) => Promise<Deed>;
  /** Undefined when it came true; else what is still missing. Must not hold before the deed. */
  readonly missing: Expectation;
}

type Circumstances = Omit<Scene, "who" | "shows" | "act">;

/** A scene in which somebody writes a comment. */
export function says(who: keyof Cast, body: string, scene: Circumstances): Scene {
  return {
    ...scene,
    who,
    shows: body,
    act: async ({ cast }, on) => ({ said: await cast[who].comments(on, body) }),
  };
}

/** A scene in which somebody does something by hand. */
export function does(
  who: keyof Cast,
  shows: string,
  given: Circumstances & { act: (person: Person, on: Thread) => Promise<unknown> },
): Scene {
  const { act, ...scene } = given;
  return {
    ...scene,
    who,
    shows: `(${shows})`,
    act: async ({ cast }, on) => {
      await act(cast[who], on);
      return {};
    },
  };
}

/** A scene in which somebody opens an issue by its form. */
export function fills(who: keyof Cast, form: NewIssue, scene: Circumstances): Scene {
  return {
    ...scene,
    who,
    shows: `(fills in the incident form: ${form.title})`,
    act: async ({ sandbox, repository }) => {
      sandbox.fillsForm(who, repository, form);
      return {};
    },
  };
}

/** A scene in which something falls due while nobody does anything: its alarm rings. */
export function fallsDue(shows: string, scene: Circumstances & { after: number }): Scene {
  return {
    ...scene,
    shows,
    settles: true,
    act: async ({ ring }, { number }) => {
      await ring(number);
      return {};
    },
  };
}

/**
 * A scene in which days pass and nobody does anything: the app makes the round now that it makes
 * by itself, in which it finds what an alarm should have told.
 */
export function timePasses(shows: string, scene: Circumstances & { after: number }): Scene {
  return {
    ...scene,
    shows,
    act: async ({ app }) => {
      await app.engine.resync.run();
      return {};
    },
  };
}

/** A scene in which a workflow runs the Action. */
export function runsAction(
  inputs: (stage: Stage) => Readonly<Record<string, string>>,
  scene: Circumstances,
): Scene {
  return {
    ...scene,
    shows: "a workflow runs the Action; it needs no App and no server",
    act: async (stage) => ({ summary: await stage.runAction(inputs(stage)) }),
  };
}
