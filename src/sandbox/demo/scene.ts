import type { Person, ShownComment, ShownIssue, Thread } from "../github/person.ts";

/** Who plays in the demo. */
export type Cast = Readonly<Record<"ada" | "bob" | "carol" | "dave" | "rita" | "olga", Person>>;

/** What anybody can see of the incident. */
export interface Seen {
  readonly issue: ShownIssue;
  readonly thread: readonly ShownComment[];
  /** The comment the last act was, if it was one. */
  readonly said: ShownComment | undefined;
  /** The comment that is the card; empty text while there is none. */
  readonly card: string;
  /** What the bot answered to the last act. */
  readonly answer: string;
}

/** One thing a person does, and what must be true soon after; the demo fails when it is not. */
export interface Scene {
  readonly title: string;
  readonly who: keyof Cast;
  /** Minutes that pass before it; two unless given. */
  readonly after?: number;
  /** What is typed, or a gesture in words. */
  readonly shows: string;
  readonly act: (cast: Cast, on: Thread) => Promise<ShownComment | undefined>;
  /** Undefined when it came true; else what is still missing. */
  readonly missing: (seen: Seen) => string | undefined;
}

/** A scene in which somebody writes a comment. */
export function says(
  who: keyof Cast,
  body: string,
  scene: Pick<Scene, "title" | "missing" | "after">,
): Scene {
  return { ...scene, who, shows: body, act: (cast, on) => cast[who].comments(on, body) };
}

/** A scene in which somebody does something by hand. */
export function does(
  who: keyof Cast,
  shows: string,
  scene: Pick<Scene, "title" | "missing"> & {
    act: (person: Person, on: Thread) => Promise<unknown>;
  },
): Scene {
  const { title, missing, act } = scene;
  return {
    title,
    missing,
    who,
    shows: `(${shows})`,
    act: async (cast, on) => {
      await act(cast[who], on);
      return undefined;
    },
  };
}

/** Joins expectations: the first that does not hold is named. */
export function all(...checks: readonly ((seen: Seen) => string | undefined)[]): Scene["missing"] {
  return (seen) => checks.map((check) => check(seen)).find((missing) => missing !== undefined);
}

export const cardSays =
  (...texts: readonly string[]) =>
  ({ card }: Seen) =>
    absent("the card does not say", card, texts);

export const answerSays =
  (...texts: readonly string[]) =>
  ({ answer }: Seen) =>
    absent("the answer does not say", answer, texts);

export const hasLabel =
  (...names: readonly string[]) =>
  ({ issue }: Seen) =>
    absent(
      "the issue lacks the label",
      issue.labels.map(({ name }) => `[${name}]`).join(),
      names.map((name) => `[${name}]`),
    );

export const lacksLabel =
  (name: string) =>
  ({ issue }: Seen) =>
    issue.labels.some((label) => label.name === name)
      ? `the label ${name} is still there`
      : undefined;

export const hasRocket = ({ said }: Seen): string | undefined =>
  said !== undefined && said.reactions.rocket > 0 ? undefined : "the comment has no rocket";

export const isState =
  (state: "open" | "closed") =>
  ({ issue }: Seen) =>
    issue.state === state ? undefined : `the issue is ${issue.state}`;

export const isAssigned =
  (login: string) =>
  ({ issue }: Seen) =>
    issue.assignees.some((one) => one?.login === login) ? undefined : `${login} is not assigned`;

function absent(what: string, text: string, wanted: readonly string[]): string | undefined {
  const missing = wanted.find((one) => !text.includes(one));
  return missing === undefined ? undefined : `${what} "${missing}"`;
}
