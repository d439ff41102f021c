/** What a hotfix is built on, as it was found. */
export type HotfixFinding =
  | {
      readonly kind: "ready";
      readonly repository: string;
      readonly repositoryId: number;
      readonly base: string;
      /** The commit it starts from, and its tree: the one empty commit has the same. */
      readonly sha: string;
      readonly tree: string;
      /** Where that commit runs; absent when nothing is known to run: then it is the head. */
      readonly deployed?: { readonly environment: string };
      /** The incident it is for; the branch is named after it. */
      readonly incidentRepository: number;
      readonly issue: number;
    }
  | { readonly kind: "impossible"; readonly why: HotfixImpossible; readonly detail?: string };

export type HotfixImpossible =
  | "no-such-repository"
  | "which-repository"
  | "unknown-service"
  | "no-permission"
  | "not-now";
