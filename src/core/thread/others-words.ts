/** Words that other tools or GitHub's own comment menu answer to: a bare one is never ours. */
export const othersWords: ReadonlySet<string> = new Set([
  ...["approve", "area", "assign", "cc", "cherry-pick", "cherrypick", "close", "deploy", "help"],
  ...["hold", "joke", "kind", "label", "lgtm", "lifecycle", "meow", "merge", "milestone"],
  ...["ok-to-test", "override", "pony", "project", "rebase", "remove-label", "remove-lifecycle"],
  ...["reopen", "retest", "retitle", "sig", "skip", "test", "triage", "uncc", "unassign", "unhold"],
  ...["wip", "woof", "code", "details", "table", "tasklist", "template", "alerts"],
  ...["saved-replies"],
]);

/** The first parts of paths that people paste from a shell; none is a slip for a verb. */
export const directories: ReadonlySet<string> = new Set([
  ...["api", "app", "bin", "boot", "data", "dev", "etc", "home", "lib", "lib64", "media", "mnt"],
  ...["opt", "proc", "root", "run", "sbin", "srv", "sys", "tmp", "usr", "var", "v1", "v2", "v3"],
]);
