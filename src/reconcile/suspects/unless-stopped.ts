import type { Gap, Source } from "../../core/rollback/suspects/suspects-found.ts";
import { Again, Stop } from "../failure.ts";

/** The permission of our App that a source takes. */
const needed: Readonly<Record<Source, string>> = {
  commits: "contents: read",
  "pull requests": "pull requests: read",
  deployments: "deployments: read",
  "workflow runs": "actions: read",
  releases: "contents: read",
  CODEOWNERS: "contents: read",
};

export interface SourceRead {
  readonly repository: string;
  readonly source: Source;
  /** Whether what may work later counts as what cannot be read. */
  readonly giveUp: boolean;
}

/** Reads a source; where it may not be read, that is a gap, and the search goes on without it. */
export async function unlessStopped<T>(
  reading: () => Promise<T>,
  read: SourceRead,
): Promise<{ readonly found: T } | { readonly gap: Gap }> {
  try {
    return { found: await reading() };
  } catch (failure) {
    if (!isForGood(failure, read)) throw failure;
    return { gap: gapOf(failure, read) };
  }
}

/** Whether the search goes on without what failed so. */
export function isForGood(
  failure: unknown,
  { giveUp }: Pick<SourceRead, "giveUp">,
): failure is Stop | Again {
  return failure instanceof Stop || (giveUp && failure instanceof Again);
}

function gapOf(failure: Stop | Again, { repository, source }: SourceRead): Gap {
  const reason = failure instanceof Stop ? failure.reason : undefined;
  if (reason === "gone") return { kind: "invisible", repository };
  return reason === "forbidden"
    ? { kind: "forbidden", repository, source, needs: needed[source] }
    : { kind: "unreadable", repository, source };
}
