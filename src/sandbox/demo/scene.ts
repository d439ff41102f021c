import type { RecordedRequest } from "../github/http/server.ts";
import type { NewIssue } from "../github/model/open-issue.ts";
import type { Person, ShownComment, ShownIssue, Thread } from "../github/person.ts";
import type { Cast, Stage } from "./stage.ts";

/** What anybody can see of an issue. */
export interface Seen {
  readonly issue: ShownIssue;
  readonly thread: readonly ShownComment[];
  /** The comment the last act was, if it was one. */
  readonly said: ShownComment | undefined;
  /** The comment that is the card; empty text while there is none. */
  readonly card: string;
  /** What the bot answered to the last act. */
  readonly answer: string;
  /** The issue that the scene opens, once it is there. */
  readonly opened: Seen | undefined;
  /** What the bot has asked of GitHub since the deed. */
  readonly requests: readonly RecordedRequest[];
}

type Expectation = (seen: Seen) => string | undefined;

/** One thing a person does, and what must be true soon after; the demo fails when it is not. */
export interface Scene {
  readonly title: string;
  readonly who: keyof Cast;
  /** Minutes that pass before it; two unless given. */
  readonly after?: number;
  /** The number of the issue it plays on; the first unless given. */
  readonly on?: number;
  /** The number of an issue that it opens and that is looked at too. */
  readonly opens?: number;
  /** About what does not happen: judged when everything has come to rest, and no time is taken. */
  readonly settles?: true;
  /** What is typed, or a gesture in words. */
  readonly shows: string;
  readonly act: (stage: Stage, on: Thread) => Promise<ShownComment | undefined>;
  /** Undefined when it came true; else what is still missing. Must not hold before the deed. */
  readonly missing: Expectation;
}

type Circumstances = Pick<Scene, "title" | "missing" | "after" | "on" | "opens" | "settles">;

/** A scene in which somebody writes a comment. */
export function says(who: keyof Cast, body: string, scene: Circumstances): Scene {
  return { ...scene, who, shows: body, act: ({ cast }, on) => cast[who].comments(on, body) };
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
      return undefined;
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
      return undefined;
    },
  };
}

/** Joins expectations: the first that does not hold is named. */
export function all(...checks: readonly Expectation[]): Expectation {
  return (seen) => checks.map((check) => check(seen)).find((missing) => missing !== undefined);
}

export const cardSays =
  (...texts: readonly string[]) =>
  ({ card }: Seen) =>
    absent("the card does not say", card, texts);

export const hasNoCard = ({ card }: Seen): string | undefined =>
  card === "" ? undefined : "there is a card";

/** The app has looked, and nothing at all came of it. */
export const staysSilent = ({ issue, requests }: Seen): string | undefined => {
  const looks = ({ path }: RecordedRequest) => path.includes(`/issues/${issue.number}/comments`);
  if (!requests.some(looks)) return "the app has not looked";
  // Over GraphQL it only reads.
  const wrote = requests.find(({ method, path }) => method !== "GET" && path !== "/graphql");
  return wrote === undefined ? undefined : `the bot wrote: ${wrote.method} ${wrote.path}`;
};

/** Expects it of the issue that the scene opens. */
export const opened =
  (...checks: readonly Expectation[]): Expectation =>
  (seen) =>
    seen.opened === undefined ? "the new issue is not there" : all(...checks)(seen.opened);

export const titleBegins =
  (start: string) =>
  ({ issue }: Seen) =>
    issue.title.startsWith(start) ? undefined : `the title is "${issue.title}"`;

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
