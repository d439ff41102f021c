import { addAssignees, removeAssignees } from "../../src/sandbox/github/model/assign-issue.ts";
import { deleteComment } from "../../src/sandbox/github/model/delete-comment.ts";
import { editComment } from "../../src/sandbox/github/model/edit-comment.ts";
import { addLabels, removeLabel } from "../../src/sandbox/github/model/label-issue.ts";
import { type NewIssue, openIssue } from "../../src/sandbox/github/model/open-issue.ts";
import { postComment } from "../../src/sandbox/github/model/post-comment.ts";
import { react } from "../../src/sandbox/github/model/react.ts";
import type { Repository } from "../../src/sandbox/github/model/records.ts";
import { updateIssue } from "../../src/sandbox/github/model/update-issue.ts";
import type { World as Model } from "../../src/sandbox/github/model/world.ts";

/** Somebody with a browser, acting at once on the model of GitHub. */
export interface ModelPerson {
  readonly login: string;
  /** The same person, looking at another issue. */
  on(issue: number): ModelPerson;
  /** Returns the issue's number. */
  opens(issue: NewIssue): number;
  /** Returns the comment's id. */
  says(body: string): number;
  edits(commentId: number, body: string): void;
  deletes(commentId: number): void;
  reacts(commentId: number, content: string): void;
  labels(...names: string[]): void;
  unlabels(name: string): void;
  assigns(...logins: string[]): void;
  unassigns(...logins: string[]): void;
  closes(reason?: "completed" | "not_planned"): void;
  reopens(): void;
  rewrites(change: { title?: string; body?: string }): void;
}

export function modelPerson(
  model: Model,
  repository: Repository,
  { login, issue }: { login: string; issue: number },
): ModelPerson {
  const actor = { login };
  const thread = { repository, number: issue };
  const comment = (id: number) => ({ repository, id });
  return {
    login,
    on: (other) => modelPerson(model, repository, { login, issue: other }),
    opens: (input) => openIssue(model, actor, repository, input).number,
    says: (body) => postComment(model, actor, thread, body).id,
    edits: (id, body) => void editComment(model, actor, comment(id), body),
    deletes: (id) => deleteComment(model, actor, comment(id)),
    reacts: (id, content) => void react(model, actor, comment(id), content),
    labels: (...names) => void addLabels(model, actor, thread, names),
    unlabels: (name) => void removeLabel(model, actor, thread, name),
    assigns: (...logins) => void addAssignees(model, actor, thread, logins),
    unassigns: (...logins) => void removeAssignees(model, actor, thread, logins),
    closes: (reason = "completed") =>
      void updateIssue(model, actor, thread, { state: "closed", stateReason: reason }),
    reopens: () => void updateIssue(model, actor, thread, { state: "open" }),
    rewrites: (change) => void updateIssue(model, actor, thread, change),
  };
}
