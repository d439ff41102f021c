import type { Signature } from "../../git/commit.ts";
import {
  createBlob,
  createGitCommit,
  readBlob,
  readGitCommit,
  readGitTag,
} from "../../model/code/objects.ts";
import { createRef, deleteRef, matchingRefs, readRef, updateRef } from "../../model/code/refs.ts";
import { createTree, readTree } from "../../model/code/trees.ts";
import { Refusal } from "../../model/refusal.ts";
import {
  isObject,
  names,
  nullableText,
  objects,
  optionalFlag,
  optionalText,
  param,
  requiredText,
} from "../fields.ts";
import { repositoryOf } from "../repository-of.ts";
import { type Answer, type Call, created, noContent, ok, type Route } from "../route.ts";

const base = "/repos/{owner}/{repo}/git";

/** Objects and refs as git itself has them. */
export const gitDataRoutes: readonly Route[] = [
  { method: "POST", path: `${base}/blobs`, auth: "token", run: newBlob },
  { method: "GET", path: `${base}/blobs/{file_sha}`, auth: "token", run: blob },
  { method: "POST", path: `${base}/trees`, auth: "token", run: newTree },
  { method: "GET", path: `${base}/trees/{tree_sha}`, auth: "token", run: tree },
  { method: "POST", path: `${base}/commits`, auth: "token", run: newCommit },
  { method: "GET", path: `${base}/commits/{commit_sha}`, auth: "token", run: commit },
  { method: "GET", path: `${base}/tags/{tag_sha}`, auth: "token", run: tag },
  { method: "GET", path: `${base}/ref/{ref}`, auth: "token", run: ref },
  { method: "GET", path: `${base}/matching-refs/{ref}`, auth: "token", run: refs },
  { method: "POST", path: `${base}/refs`, auth: "token", run: newRef },
  { method: "PATCH", path: `${base}/refs/{ref}`, auth: "token", run: moveRef },
  { method: "DELETE", path: `${base}/refs/{ref}`, auth: "token", run: removeRef },
];

function newBlob(call: Call): Answer {
  const content = requiredText(call.body, "content");
  const encoding = optionalText(call.body, "encoding");
  return created(createBlob(call.world, call.actor, repositoryOf(call), { content, encoding }));
}

function blob(call: Call): Answer {
  return ok(readBlob(call.world, call.actor, repositoryOf(call), param(call, "file_sha")));
}

function newTree(call: Call): Answer {
  const entries = objects(call.body, "tree").map((entry) => ({
    path: requiredText(entry, "path"),
    mode: optionalText(entry, "mode"),
    sha: nullableText(entry, "sha"),
    content: optionalText(entry, "content"),
  }));
  const from = { base: optionalText(call.body, "base_tree"), entries };
  return created(createTree(call.world, call.actor, repositoryOf(call), from));
}

/** Any value of `recursive` counts, even `0` and `false`. */
function tree(call: Call): Answer {
  const wanted = { tree: param(call, "tree_sha"), recursive: call.query.has("recursive") };
  return ok(readTree(call.world, call.actor, repositoryOf(call), wanted));
}

function newCommit(call: Call): Answer {
  return created(
    createGitCommit(call.world, call.actor, repositoryOf(call), {
      message: requiredText(call.body, "message"),
      tree: requiredText(call.body, "tree"),
      parents: names(call.body, "parents") ?? [],
      author: signature(call, "author"),
      committer: signature(call, "committer"),
    }),
  );
}

function signature(call: Call, key: "author" | "committer"): Signature | undefined {
  const given = call.body[key];
  if (!isObject(given)) return undefined;
  const date = optionalText(given, "date");
  const at = date === undefined ? call.world.now().getTime() : Date.parse(date);
  if (Number.isNaN(at)) throw new Refusal(422, `${date} is not a valid date.`);
  return {
    name: requiredText(given, "name"),
    email: requiredText(given, "email"),
    at: Math.floor(at / 1000),
    zone: "+0000",
  };
}

function commit(call: Call): Answer {
  const sha = param(call, "commit_sha");
  return ok(readGitCommit(call.world, call.actor, repositoryOf(call), sha));
}

function tag(call: Call): Answer {
  return ok(readGitTag(call.world, call.actor, repositoryOf(call), param(call, "tag_sha")));
}

function ref(call: Call): Answer {
  return ok(readRef(call.world, call.actor, repositoryOf(call), param(call, "ref")));
}

function refs(call: Call): Answer {
  return ok(matchingRefs(call.world, call.actor, repositoryOf(call), param(call, "ref")));
}

function newRef(call: Call): Answer {
  const wanted = { ref: requiredText(call.body, "ref"), sha: requiredText(call.body, "sha") };
  return created(createRef(call.world, call.actor, repositoryOf(call), wanted));
}

function moveRef(call: Call): Answer {
  return ok(
    updateRef(call.world, call.actor, repositoryOf(call), {
      ref: param(call, "ref"),
      sha: requiredText(call.body, "sha"),
      force: optionalFlag(call.body, "force") ?? false,
    }),
  );
}

function removeRef(call: Call): Answer {
  deleteRef(call.world, call.actor, repositoryOf(call), param(call, "ref"));
  return noContent();
}
