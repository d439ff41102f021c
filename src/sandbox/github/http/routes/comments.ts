import { deleteComment } from "../../model/delete-comment.ts";
import { editComment } from "../../model/edit-comment.ts";
import { listComments, readComment } from "../../model/list-comments.ts";
import { listRepositoryComments } from "../../model/list-repository-comments.ts";
import { pinComment, unpinComment } from "../../model/pin-comment.ts";
import { postComment } from "../../model/post-comment.ts";
import { listReactions, react, takeBackReaction } from "../../model/react.ts";
import { numberParam, queryText, requiredText } from "../fields.ts";
import { paged, wholeList } from "../paging.ts";
import { commentOf, issueOf, repositoryOf } from "../repository-of.ts";
import { type Answer, type Call, created, noContent, ok, type Route } from "../route.ts";

const ofRepository = "/repos/{owner}/{repo}/issues/comments";
const ofIssue = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
const one = `${ofRepository}/{comment_id}`;

export const commentRoutes: readonly Route[] = [
  { method: "GET", path: ofRepository, auth: "token", run: listAll },
  { method: "GET", path: ofIssue, auth: "token", run: list },
  {
    method: "POST",
    path: ofIssue,
    auth: "token",
    run: (call) =>
      created(postComment(call.world, call.actor, issueOf(call), requiredText(call.body, "body"))),
  },
  {
    method: "GET",
    path: one,
    auth: "token",
    run: (call) => ok(readComment(call.world, call.actor, commentOf(call))),
  },
  {
    method: "PATCH",
    path: one,
    auth: "token",
    run: (call) =>
      ok(editComment(call.world, call.actor, commentOf(call), requiredText(call.body, "body"))),
  },
  { method: "DELETE", path: one, auth: "token", run: remove },
  { method: "GET", path: `${one}/reactions`, auth: "token", run: reactions },
  { method: "POST", path: `${one}/reactions`, auth: "token", run: addReaction },
  {
    method: "DELETE",
    path: `${one}/reactions/{reaction_id}`,
    auth: "token",
    run: removeReaction,
  },
  {
    method: "PUT",
    path: `${one}/pin`,
    auth: "token",
    run: (call) => ok(pinComment(call.world, call.actor, commentOf(call))),
  },
  { method: "DELETE", path: `${one}/pin`, auth: "token", run: unpin },
];

function listAll(call: Call): Answer {
  const filter = {
    since: queryText(call, "since"),
    sort: queryText(call, "sort"),
    direction: queryText(call, "direction"),
    lag: call.lag,
  };
  return paged(call, listRepositoryComments(call.world, call.actor, repositoryOf(call), filter));
}

function list(call: Call): Answer {
  const filter = { since: queryText(call, "since"), lag: call.lag };
  return paged(call, listComments(call.world, call.actor, issueOf(call), filter));
}

function remove(call: Call): Answer {
  deleteComment(call.world, call.actor, commentOf(call));
  return noContent();
}

function reactions(call: Call): Answer {
  const content = queryText(call, "content");
  return paged(call, wholeList(listReactions(call.world, call.actor, commentOf(call), content)));
}

function addReaction(call: Call): Answer {
  const content = requiredText(call.body, "content");
  const { created: isNew, reaction } = react(call.world, call.actor, commentOf(call), content);
  return isNew ? created(reaction) : ok(reaction);
}

function removeReaction(call: Call): Answer {
  takeBackReaction(call.world, call.actor, commentOf(call), numberParam(call, "reaction_id"));
  return noContent();
}

function unpin(call: Call): Answer {
  unpinComment(call.world, call.actor, commentOf(call));
  return noContent();
}
