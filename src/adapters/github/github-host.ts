import type { Address } from "../../reconcile/address.ts";
import type { Clock, Host, Issue } from "../../reconcile/ports.ts";
import { issueAnswer } from "./answers.ts";
import { followUps } from "./follow-ups.ts";
import { historyReader } from "./history-reader.ts";
import { listIssues } from "./list-issues.ts";
import { permissionReader } from "./permission-of.ts";
import { readComment, readComments } from "./read-comments.ts";
import { readEditor, readRevisions } from "./read-edits.ts";
import { fileReader } from "./read-files.ts";
import { readGestures } from "./read-gestures.ts";
import { setupReader } from "./read-setup.ts";
import { createWire, type Wire, type WireOptions } from "./wire.ts";
import { historyWriter } from "./write-history.ts";
import { threadWriter } from "./write-thread.ts";

/** GitHub as the loop's world: hides octokit, paging, pacing, renames and GitHub's shapes. */
export function githubHost(options: WireOptions): Host {
  return hostOnWire(createWire(options), options.clock);
}

/** The same over a wire that others share, such as the directory of the App. */
export function hostOnWire(wire: Wire, clock: Clock): Host {
  return {
    ...threadWriter(wire, clock),
    ...fileReader(wire, clock),
    ...setupReader(wire),
    ...historyReader(wire),
    ...historyWriter(wire),
    ...followUps(wire),
    readIssue: (address) => readIssue(wire, address),
    readComments: (address, since) => readComments(wire, address, since),
    readComment: (address, id) => readComment(wire, address, id),
    readGestures: (address, fromPage) => readGestures(wire, address, fromPage),
    readEditor: (address, comment) => readEditor(wire, address, comment),
    readIssueEditor: (address, issue) => readEditor(wire, address, issue),
    readRevisions: (address, comment) => readRevisions(wire, address, comment),
    listIssues: (address, filter) => listIssues(wire, address, filter),
    permissionOf: permissionReader(wire, clock),
  };
}

async function readIssue(wire: Wire, address: Address): Promise<Issue> {
  const { data } = await wire.inRepository(address, {
    route: "GET /repos/{owner}/{repo}/issues/{issue_number}",
    parameters: { issue_number: address.issue },
    answer: issueAnswer,
    conditional: true,
  });
  return data;
}
