import { nearestName } from "../config/nearest-name.ts";
import type { HotfixImpossible } from "../rollback/hotfix.ts";
import type { Impossible, RollbackConflict, RollbackFinding } from "../rollback/plan.ts";
import { code, line } from "./quoting.ts";
import { filesOf } from "./risks.ts";

interface Words {
  readonly why: string;
  readonly next: string;
}

/** What a rollback that cannot be proposed is answered with. */
export function findingWords(finding: RollbackFinding | undefined): Words {
  switch (finding?.kind) {
    case "conflict":
      return conflictWords(finding);
    case "impossible":
      return impossibleWords(finding);
    case "nothing":
      return {
        why:
          "The default branch already is as it would be without " +
          `${code(finding.target, 120)}${since(finding.by)}.`,
        next: "",
      };
    case "exists": {
      const { repository, pull, url, state } = finding;
      return { why: `[${repository}#${pull}](${url}) does it already; it is ${state}.`, next: "" };
    }
    default:
      return { why: "This could not be looked up.", next: "Please try again." };
  }
}

function since(by: string | undefined): string {
  return by === undefined ? "" : `, since ${code(by, 20)}`;
}

/** Which files, whose changes, and what was tried and is clean. */
export function conflictWords(conflict: RollbackConflict): Words {
  const { target, files, more, inTheWay, alternatives } = conflict;
  const blocking = inTheWay
    .map(({ pull, sha, title }) => {
      const what = pull === undefined ? sha.slice(0, 12) : `#${pull}`;
      return `${code(what, 20)} ${line(title, 80)}`;
    })
    .join("; ");
  const where = files.length === 0 ? "" : ` in ${filesOf({ files, more })}`;
  const later = blocking === "" ? "" : ` Later changes in the way: ${blocking}.`;
  const why =
    `${code(target, 120)} cannot be taken out by itself: git reports a conflict${where}.${later} ` +
    "I do not guess, so nothing was opened.";
  if (alternatives.length === 0) {
    return { why, next: `I tried what lies near and nothing was clean. ${byHand}` };
  }
  const rows = alternatives.map(
    ({ command, means }) => `${code(command, 200)} (${line(means, 160)})`,
  );
  return { why, next: `Tried and clean: ${rows.join("\nor ")}` };
}

type Given = { readonly target: string; readonly why: Impossible; readonly detail?: string };

export function impossibleWords({ target, why, detail }: Given): Words {
  const what = code(target, 120);
  const said = detail === undefined ? "" : line(detail, 300);
  return impossible[why](what, said);
}

const byHand =
  `By hand: ${code("git revert <sha>", 40)} (${code("git revert -m 1 <sha>", 40)} for a merge) on a ` +
  "branch, then a pull request";
const listed = `To see what changed: ${code("/changes", 20)}`;

const impossible: Readonly<Record<Impossible, (what: string, detail: string) => Words>> = {
  "no-such-pull": (what) => ({
    why: `There is no pull request ${what} that I can see.`,
    next: listed,
  }),
  "not-merged": (what) => ({
    why: `${what} was never merged, so there is nothing to take back.`,
    next: listed,
  }),
  "other-branch": (what, detail) => ({
    why: `${what} was merged into ${detail === "" ? "another branch" : code(detail, 80)}, not into the default branch.`,
    next: listed,
  }),
  "no-such-commit": (what) => ({ why: `There is no commit ${what} that I can see.`, next: listed }),
  ambiguous: (what) => ({
    why: `${what} is the beginning of several commits.`,
    next: "Please give more of its digits, best all forty.",
  }),
  "not-on-branch": (what) => ({
    why: `${what} is not part of the default branch; undoing it would change nothing there.`,
    next: listed,
  }),
  "first-commit": (what) => ({
    why: `${what} is the first commit of its repository: there is nothing to go back to.`,
    next: "",
  }),
  "empty-range": (what) => ({
    why: `There is nothing in ${what}: the first commit must come before the second.`,
    next: `For example ${code("/rollback <older sha>..<newer sha>", 60)}`,
  }),
  "no-such-tag": (what) => ({
    why: `There is no tag or release ${what}.`,
    next: `Expected #123, a commit, older..newer, last-good or a tag, for example ${code("/rollback #123", 40)}`,
  }),
  "no-deployment": (what, detail) => ({
    why:
      `For ${what} I found no deployment${detail === "" ? "" : ` to ${detail}`} ` +
      "that worked before the incident.",
    next:
      `Another environment: ${code("/rollback last-good env=<name>", 60)}; ` +
      `a commit does it too: ${code("/rollback <sha>", 40)}`,
  }),
  "is-head": (what) => ({
    why: `${what} is what the default branch holds now, so there is nothing to go back to.`,
    next: listed,
  }),
  "only-workflows": (what) => ({
    why: `${what} changed workflow files only, and I have no permission to write those.`,
    next: byHand,
  }),
  "no-such-repository": (what, detail) => ({
    why:
      `${what}: there is no repository ${detail === "" ? "of that name" : detail} that I can see ` +
      "and you may write to.",
    next: "Please check the spelling, that the App is installed there, and your access to it.",
  }),
  "unknown-service": (what, detail) => ({
    why: `${what} names no service of the catalog. ${detail === "" ? "It is empty." : `There are: ${detail}.`}`,
    next: `The catalog is ${code("services", 20)} in ${code(".github/allclear.yml", 40)}`,
  }),
  "which-repository": (what, detail) => ({
    why: `${what} could mean several repositories${detail === "" ? "" : `, those of ${detail}`}.`,
    next: `Please say which: ${code("/rollback last-good service=<name>", 60)}`,
  }),
  "no-permission": (what, detail) => ({
    why: `I may not do that for ${what}${detail === "" ? "" : `: ${detail}`}.`,
    next: `What is missing: ${code("/incident check", 40)}`,
  }),
  "too-many": (what, detail) => ({
    why: `${what} was not tried: I try ${detail} rollbacks at a time.`,
    next: "Please write it again once the others are answered.",
  }),
  "not-now": (what, detail) => ({
    why: `GitHub did not answer what I have to know of ${what}${detail === "" ? "" : `: ${detail}`}.`,
    next: "Please write it again in a minute.",
  }),
  "too-large": (what) => ({
    why: `${what} is too large for me to try.`,
    next: byHand,
  }),
};

export function hotfixWords({ why, detail }: { why: HotfixImpossible; detail?: string }): Words {
  return impossibleWords({ target: "a hotfix", why, ...(detail !== undefined && { detail }) });
}

export function unknownRunbookWords(given: { came: string; names: readonly string[] }): Words {
  const names = given.names.slice(0, 40).map((name) => code(name, 60));
  const meant = nearestName(given.came, given.names);
  const example = code(`/runbook ${meant ?? given.names[0] ?? "<name>"}`, 80);
  return {
    why: `There is no runbook ${code(given.came, 60)}. There are: ${names.join(", ")}.`,
    next: meant === undefined ? `For example ${example}` : `Did you mean ${example}?`,
  };
}
