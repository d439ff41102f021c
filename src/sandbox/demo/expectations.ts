import type { RecordedRequest } from "../github/http/server.ts";
import type { PullIssue } from "../github/model/pulls/pull-request.ts";
import type { Expectation, Seen } from "./scene.ts";

/** Joins expectations: the first that does not hold is named. */
export function all(...checks: readonly Expectation[]): Expectation {
  return (seen) => checks.map((check) => check(seen)).find((missing) => missing !== undefined);
}

/** Who is woken, in the order in which they were called: `["PagerDuty checkout rings"]`. */
export const pagesAre =
  (...wanted: readonly string[]) =>
  ({ outside }: Seen) => {
    const found = outside.pages.map(({ who, state }) => `${who} ${state}`).join(", ");
    return found === wanted.join(", ") ? undefined : `the pager says "${found}"`;
  };

/** Of the incident's room in Slack. */
export const roomSays =
  (...texts: readonly string[]) =>
  ({ outside: { room } }: Seen) =>
    absent("the room does not say", [room?.topic, ...(room?.messages ?? [])].join("\n"), texts);

export const roomIsArchived = ({ outside }: Seen): string | undefined =>
  outside.room?.archived === true ? undefined : "the room is not archived";

export const statusPageSays =
  (...texts: readonly string[]) =>
  ({ outside }: Seen) =>
    absent("the status page does not say", outside.statusPage.join("\n"), texts);

export const statusPageLacks =
  (text: string) =>
  ({ outside }: Seen) =>
    outside.statusPage.some((one) => one.includes(text))
      ? `the status page says "${text}"`
      : undefined;

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

/** Expects it of the other issue that the scene is about. */
export const also =
  (...checks: readonly Expectation[]): Expectation =>
  (seen) =>
    seen.also === undefined ? "the other issue is not there" : all(...checks)(seen.also);

export const bodySays =
  (...texts: readonly string[]) =>
  ({ issue }: Seen) =>
    absent("the issue does not say", issue.body ?? "", texts);

/** Of the linter's comment, which is edited in place. */
export const reviewSays =
  (...texts: readonly string[]) =>
  ({ thread }: Seen) =>
    absent("the review does not say", reviewIn(thread), texts);

export function reviewIn(thread: Seen["thread"]): string {
  return thread.find(({ body }) => body?.includes("<!-- allclear:review "))?.body ?? "";
}

export const summarySays =
  (...texts: readonly string[]) =>
  ({ summary }: Seen) =>
    absent("the page of the run does not say", summary, texts);

export const titleBegins =
  (start: string) =>
  ({ issue }: Seen) =>
    issue.title.startsWith(start) ? undefined : `the title is "${issue.title}"`;

export const answerSays =
  (...texts: readonly string[]) =>
  ({ answers }: Seen) =>
    absent("the answer does not say", answers.join("\n\n"), texts);

export const answerLacks =
  (text: string) =>
  ({ answers }: Seen) =>
    answers.some((answer) => answer.includes(text)) ? `the answer says "${text}"` : undefined;

/** In the order in which they are told. */
export const answerOrders =
  (first: string, second: string) =>
  ({ answers }: Seen) => {
    const text = answers.join("\n\n");
    const [one, two] = [text.indexOf(first), text.indexOf(second)];
    return one >= 0 && one < two ? undefined : `"${first}" does not stand before "${second}"`;
  };

/** Expects it of a pull request, once it is there. */
export const pull =
  (number: number, check: (pull: PullIssue, seen: Seen) => string | undefined) => (seen: Seen) => {
    const found = seen.code.pull(number);
    return found === undefined ? `there is no pull request #${number}` : check(found, seen);
  };

export const hasPulls =
  (count: number) =>
  ({ code }: Seen) =>
    code.pulls.length === count ? undefined : `there are ${code.pulls.length} pull requests`;

/** Files as they are to be at the head of a branch. */
export const holds =
  (files: Readonly<Record<string, string>>, branch: string) =>
  ({ code }: Seen) => {
    const paths = Object.keys(files);
    const wrong = paths.find((path) => code.text(path, branch) !== files[path]);
    return wrong === undefined ? undefined : `${wrong} on ${branch} is not as expected`;
  };

export const hasNoBranch =
  (start: string) =>
  ({ code }: Seen) => {
    const left = code.branches.find((name) => name.startsWith(start));
    return left === undefined ? undefined : `the branch ${left} is there`;
  };

/** The box of a step in the runbook's comment. */
export const isTicked =
  (step: number) =>
  ({ thread }: Seen) => {
    const [, box] =
      new RegExp(`- \\[(.)\\] \\*\\*${step}\\.`).exec(runbookIn(thread)?.body ?? "") ?? [];
    return box === "x" ? undefined : `the box of step ${step} is not ticked`;
  };

export function runbookIn(thread: Seen["thread"]): Seen["thread"][number] | undefined {
  return thread.find(({ body }) => body?.includes("<!-- allclear:runbook "));
}

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
