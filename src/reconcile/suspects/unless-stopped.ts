import type { Gap, Source } from "../../core/rollback/suspects/suspects-found.ts";
import { Stop } from "../failure.ts";

/** The permission of our App that a source takes. */
const needed: Readonly<Record<Source, string>> = {
  commits: "contents: read",
  "pull requests": "pull requests: read",
  deployments: "deployments: read",
  "workflow runs": "actions: read",
  releases: "contents: read",
  CODEOWNERS: "contents: read",
};

/** Reads a source; where it may not be read, that is a gap, and the search goes on without it. */
export async function unlessStopped<T>(
  reading: () => Promise<T>,
  { repository, source }: { readonly repository: string; readonly source: Source },
): Promise<{ readonly found: T } | { readonly gap: Gap }> {
  try {
    return { found: await reading() };
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    return { gap: gapOf(failure, { repository, source }) };
  }
}

function gapOf(
  { reason }: Stop,
  { repository, source }: { readonly repository: string; readonly source: Source },
): Gap {
  if (reason === "gone") return { kind: "invisible", repository };
  return reason === "forbidden"
    ? { kind: "forbidden", repository, source, needs: needed[source] }
    : { kind: "unreadable", repository, source };
}
