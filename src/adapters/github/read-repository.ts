import { z } from "zod";
import type { RepositorySeen, RuleSeen } from "../../core/rollback/history.ts";
import type { BranchSeen, HistoryReader } from "../../reconcile/repository-port.ts";
import { type Place, unlessAbsent, unlessAnswered } from "./call.ts";
import { commitAnswer } from "./commit-answers.ts";
import { isRefName } from "./ref-name.ts";
import { answerBehind } from "./sort-failure.ts";
import type { Wire } from "./wire.ts";

type RepositoryReader = Pick<
  HistoryReader,
  "readRepository" | "readBranch" | "listBranches" | "readRules" | "listFolder"
>;

// 301 is what GitHub answers to a name that was changed.
const absent = [301, 302, 404, 410];

/** What a repository is and holds now: its branches, their rules, its folders. */
export function repositoryReader(wire: Wire): RepositoryReader {
  return {
    readRepository: (place) => readRepository(wire, place),
    readBranch: (place, branch) => readBranch(wire, place, branch),
    listBranches: (place, prefix) => listBranches(wire, place, prefix),
    readRules: (place, branch) => readRules(wire, place, branch),
    listFolder: (place, path, ref) => listFolder(wire, place, { path, ref }),
  };
}

const repositoryAnswer = z
  .object({
    id: z.number(),
    full_name: z.string(),
    default_branch: z.string(),
    private: z.boolean(),
  })
  .transform(
    ({ id, full_name, default_branch, private: isPrivate }): RepositorySeen => ({
      id,
      name: full_name,
      defaultBranch: default_branch,
      private: isPrivate,
    }),
  );

async function readRepository(wire: Wire, place: Place): Promise<RepositorySeen | undefined> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}",
    answer: repositoryAnswer,
    conditional: true,
    expects: absent,
  });
  return (await unlessAnswered(call, absent, undefined))?.data;
}

const headsPrefix = "refs/heads/";

async function listBranches(wire: Wire, place: Place, prefix: string): Promise<readonly string[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/git/matching-refs/{ref}",
    parameters: { ref: `heads/${prefix}` },
    answer: z.array(z.object({ ref: z.string() })),
    // An empty repository has no refs: 409.
    expects: [409],
  });
  const refs = (await unlessAnswered(call, [409], undefined))?.data ?? [];
  return refs
    .map(({ ref }) => ref)
    .filter((ref) => ref.startsWith(headsPrefix))
    .map(nameOf);
}

function nameOf(ref: string): string {
  return ref.slice(headsPrefix.length);
}

const branchAnswer = z
  .object({
    name: z.string(),
    commit: commitAnswer,
    protected: z.boolean().default(false),
    protection: z
      .object({
        required_status_checks: z
          .object({
            contexts: z.array(z.string()).default([]),
            checks: z.array(z.object({ context: z.string() })).default([]),
          })
          .nullish(),
      })
      .nullish(),
  })
  .transform((branch): BranchSeen => {
    const { contexts = [], checks = [] } = branch.protection?.required_status_checks ?? {};
    const names = [...contexts, ...checks.map(({ context }) => context)];
    return {
      name: branch.name,
      head: branch.commit,
      protected: branch.protected,
      requiredChecks: [...new Set(names)],
    };
  });

async function readBranch(
  wire: Wire,
  place: Place,
  branch: string,
): Promise<BranchSeen | undefined> {
  if (!isRefName(branch)) return undefined;
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/branches/{branch}",
    parameters: { branch },
    answer: branchAnswer,
    conditional: true,
    expects: absent,
  });
  return (await unlessAnswered(call, absent, undefined))?.data;
}

const ruleAnswer = z
  .object({
    type: z.string(),
    parameters: z
      .object({ required_status_checks: z.array(z.object({ context: z.string() })).optional() })
      .nullish(),
  })
  .transform(({ type, parameters }): RuleSeen => {
    const checks = parameters?.required_status_checks?.map(({ context }) => context);
    return checks === undefined ? { type } : { type, checks };
  });

async function readRules(wire: Wire, place: Place, branch: string): Promise<readonly RuleSeen[]> {
  if (!isRefName(branch)) return [];
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
    parameters: { branch, per_page: 100 },
    answer: z.array(ruleAnswer),
    conditional: true,
    mayBeAbsent: true,
  });
  try {
    return (await unlessAbsent(call, undefined))?.data ?? [];
  } catch (failure) {
    // Where the plan has no rules, there are none.
    if (/upgrade to/i.test(answerBehind(failure)?.message ?? "")) return [];
    throw failure;
  }
}

const folderAnswer = z.union([
  z.array(z.object({ type: z.string(), path: z.string() })),
  // A file answers with itself.
  z.object({ type: z.string() }).transform(() => []),
]);

async function listFolder(
  wire: Wire,
  place: Place,
  { path, ref }: { path: string; ref: string | undefined },
): Promise<readonly string[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/contents/{path}",
    parameters: ref === undefined ? { path } : { path, ref },
    answer: folderAnswer,
    conditional: true,
    mayBeAbsent: true,
  });
  const entries = (await unlessAbsent(call, undefined))?.data ?? [];
  return entries.filter(({ type }) => type === "file").map((entry) => entry.path);
}
