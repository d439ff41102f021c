import { expect, test } from "vitest";
import { appLogin, installation } from "./app.ts";
import { anotherSecond, type Caller, comment, maintainer, openIssue } from "./github.ts";

interface History {
  readonly node: {
    readonly editor: { readonly __typename: string; readonly login: string } | null;
    readonly userContentEdits: { readonly nodes: readonly { readonly diff: string }[] };
  };
}

const fields = `{
  editor { __typename login }
  userContentEdits(first: 10) { nodes { diff } }
}`;

const query = `query ($id: ID!) {
  node(id: $id) { ... on IssueComment ${fields} ... on Issue ${fields} }
}`;

function historyOf(by: Caller, { node_id: id }: { node_id: string }): Promise<History> {
  return by.graph(query, { id });
}

test("edits come newest first, end with the original, and hold the whole text", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  const said = await comment(us, issue, "one\n\ntwo\n\nthree");
  for (const body of ["one\n\n2\n\nthree", "one\n\n2\n\n3"]) {
    await anotherSecond();
    await us.does("PATCH", `/issues/comments/${said.id}`, { body });
  }
  const { node } = await historyOf(us, said);
  expect(node.userContentEdits.nodes.map(({ diff }) => diff)).toEqual([
    "one\n\n2\n\n3",
    "one\n\n2\n\nthree",
    "one\n\ntwo\n\nthree",
  ]);
});

test("GraphQL writes a bot's login without [bot]", async () => {
  const us = maintainer();
  const bot = await installation();
  const issue = await openIssue(us);
  const said = await comment(bot, issue, "first");
  await bot.does("PATCH", `/issues/comments/${said.id}`, { body: "second" });
  const login = await appLogin();
  const { node } = await historyOf(us, said);
  expect(said.user.login).toBe(login);
  expect(node.editor).toEqual({ __typename: "Bot", login: login.replace("[bot]", "") });
});

test("an issue names who edited its text last, and renaming it edits nothing", async () => {
  const us = maintainer();
  const bot = await installation();
  const issue = await openIssue(us);
  await anotherSecond();
  await us.does("PATCH", `/issues/${issue.number}`, { title: "Renamed" });
  expect((await historyOf(us, issue)).node.editor).toBeNull();
  await bot.does("PATCH", `/issues/${issue.number}`, { body: "Edited by the App." });
  await anotherSecond();
  await us.does("PATCH", `/issues/${issue.number}`, { title: "Renamed again" });
  const { node } = await historyOf(us, issue);
  const login = await appLogin();
  expect(node.editor).toEqual({ __typename: "Bot", login: login.replace("[bot]", "") });
});
