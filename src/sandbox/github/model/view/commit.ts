import { dateOf, type GitCommit, type Signature } from "../../git/commit.ts";
import type { FileChange } from "../../git/file-changes.ts";
import { accountOfSignature, isVerified } from "../code/signatures.ts";
import { fullName } from "../lookup.ts";
import { gitNodeId } from "../node-ids.ts";
import type { Repository } from "../records.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";

/** A commit as `GET …/commits` shows it. */
export function commitView(world: World, repository: Repository, commit: GitCommit) {
  const name = fullName(repository);
  const api = `${world.links.api}/repos/${name}`;
  const { author, committer, sha } = commit;
  return {
    sha,
    node_id: gitNodeId("C", repository.id, sha),
    commit: {
      author: signatureView(author),
      committer: signatureView(committer),
      message: commit.message.replace(/\n+$/, ""),
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${sha}`,
      comment_count: 0,
      verification: verificationOf(commit),
    },
    url: `${api}/commits/${sha}`,
    html_url: `${world.links.html}/${name}/commit/${sha}`,
    comments_url: `${api}/commits/${sha}/comments`,
    author: personOf(world, author),
    committer: personOf(world, committer),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${world.links.html}/${name}/commit/${parent}`,
    })),
  };
}

/** A commit as the Git Data endpoints show it. */
export function gitCommitView(world: World, repository: Repository, commit: GitCommit) {
  const { commit: inner, sha, node_id, html_url, parents } = commitView(world, repository, commit);
  const api = `${world.links.api}/repos/${fullName(repository)}/git/commits`;
  return {
    sha,
    node_id,
    url: inner.url,
    html_url,
    author: inner.author,
    committer: inner.committer,
    tree: inner.tree,
    message: inner.message,
    parents: parents.map((parent) => ({ ...parent, url: `${api}/${parent.sha}` })),
    verification: inner.verification,
  };
}

export function fileView(world: World, repository: Repository, file: FileChange, ref: string) {
  const name = fullName(repository);
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${world.links.html}/${name}/blob/${ref}/${path}`,
    raw_url: `${world.links.html}/${name}/raw/${ref}/${path}`,
    contents_url: `${world.links.api}/repos/${name}/contents/${path}?ref=${ref}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previous === undefined ? {} : { previous_filename: file.previous }),
  };
}

function signatureView(signature: Signature) {
  return { name: signature.name, email: signature.email, date: dateOf(signature) };
}

function personOf(world: World, signature: Signature) {
  const account = accountOfSignature(world, signature);
  return account ? accountView(world, account) : null;
}

/** The stand-in signs nothing: it only says which commits GitHub would have signed. */
function verificationOf(commit: GitCommit) {
  const verified = isVerified(commit);
  return {
    verified,
    reason: verified ? "valid" : "unsigned",
    signature: null,
    payload: null,
    verified_at: verified ? dateOf(commit.committer) : null,
  };
}
