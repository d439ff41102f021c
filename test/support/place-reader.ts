import { decodeBlock } from "../../src/core/card/block.ts";
import type { IncidentRecord } from "../../src/core/card/record.ts";
import { readObject } from "../../src/sandbox/github/git/store.ts";
import { entryAt } from "../../src/sandbox/github/git/tree.ts";
import { headOf } from "../../src/sandbox/github/model/code/find-commit.ts";
import type { Comment, Issue, Repository } from "../../src/sandbox/github/model/records.ts";
import { bot, type Place } from "./in-memory-place.ts";

/** What people see on GitHub; the first issue unless a number is given. */
export class PlaceReader {
  readonly model: Place["model"];
  readonly repository: Repository;
  readonly installation: Place["installation"];

  constructor({ model, repository, installation }: Place) {
    this.model = model;
    this.repository = repository;
    this.installation = installation;
  }

  issue(number = 1): Issue {
    const found = this.repository.issues.get(number);
    if (found === undefined) throw new Error(`There is no issue ${number}.`);
    return found;
  }

  comments(number = 1): readonly Comment[] {
    return this.issue(number).comments;
  }

  labels(number = 1): readonly string[] {
    const names = this.issue(number).labels.map(({ name }) => name);
    return names.sort();
  }

  assignees(number = 1): readonly string[] {
    const logins = this.issue(number).assignees.map(({ login }) => login);
    return logins.sort();
  }

  /** Every comment of ours that reads as a card: there must never be two. */
  cardComments(number = 1): readonly Comment[] {
    return this.comments(number).filter(
      (comment) =>
        comment.author.login === bot && this.recordIn(comment.body, number) !== undefined,
    );
  }

  /** What people see of the card; empty without one. */
  card(number = 1): string {
    return visible(this.cardComments(number)[0]?.body ?? "");
  }

  record(number = 1): IncidentRecord | undefined {
    return this.recordIn(this.cardComments(number)[0]?.body ?? "", number);
  }

  recordIn(body: string, number: number): IncidentRecord | undefined {
    const read = decodeBlock(body, { repository: this.repository.id, issue: number });
    return read.kind === "read" ? read.record : undefined;
  }

  /** The text of a file on a branch; undefined if it is not there. */
  fileAt(path: string, branch = "main"): string | undefined {
    const { git } = this.repository;
    const head = headOf(this.repository, branch);
    const leaf = head && entryAt(git, head.tree, path);
    return leaf && readObject(git, leaf.sha, "blob").toString("utf8");
  }

  branches(): readonly string[] {
    const refs = [...this.repository.git.refs.keys()];
    return refs.filter((ref) => ref.startsWith("heads/")).map((ref) => ref.slice("heads/".length));
  }

  /** Our checks and how they ended, oldest first. */
  checks(): readonly string[] {
    const runs = [...this.repository.checkRuns.values()];
    return runs.map(({ name, conclusion }) => `${name}: ${conclusion}`);
  }

  /** Comments as people see them, without the card. */
  thread(number = 1): readonly { by: string; text: string }[] {
    const cards = this.cardComments(number);
    return this.comments(number)
      .filter((comment) => !cards.includes(comment))
      .map(({ author, body }) => ({ by: author.login, text: visible(body) }));
  }

  /** The same of our own comments only. */
  answers(number = 1): readonly string[] {
    const ours = this.thread(number).filter(({ by }) => by === bot);
    return ours.map(({ text }) => text);
  }
}

function visible(body: string): string {
  return body.replaceAll(/<!--.*?-->/gs, "").trim();
}
