import { z } from "zod";
import type { ReleaseSeen } from "../../core/rollback/history.ts";
import { instant } from "./answers.ts";
import { type Place, unlessAbsent } from "./call.ts";
import { login } from "./commit-answers.ts";
import type { Wire } from "./wire.ts";

const releaseAnswer = z
  .object({
    tag_name: z.string(),
    name: z.string().nullish(),
    html_url: z.string(),
    draft: z.boolean().nullish(),
    published_at: instant.nullish(),
    author: login,
  })
  .transform(({ tag_name: tag, name, html_url: url, draft, published_at, author }) => {
    // A draft has told nobody anything yet.
    if (draft || !published_at) return [];
    const by = author === undefined ? {} : { by: author };
    const release: ReleaseSeen = { tag, name: name || tag, url, publishedAt: published_at, ...by };
    return [release];
  });

/** Published releases of the last `count`, newest first. */
export async function listReleases(
  wire: Wire,
  place: Place,
  count: number,
): Promise<readonly ReleaseSeen[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/releases",
    parameters: { per_page: Math.min(count, 100) },
    answer: z.array(releaseAnswer),
    mayBeAbsent: true,
  });
  const releases = ((await unlessAbsent(call, undefined))?.data ?? []).flat();
  return releases.sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt));
}
