import type { Answer } from "./call.ts";

export interface Pages<T> {
  readonly rows: readonly T[];
  /** The last page read. */
  readonly page: number;
}

/**
 * Reads pages until there is no next one. Pages are asked for by number, since the addresses in a
 * Link header may lead to another host or to a former name.
 */
export async function readPages<T>(
  read: (page: number) => Promise<Answer<readonly T[]>>,
  {
    from = 1,
    until = () => false,
  }: { from?: number; until?: (rows: readonly T[]) => boolean } = {},
): Promise<Pages<T>> {
  const rows: T[] = [];
  for (let page = from; ; page += 1) {
    const { data, link } = await read(page);
    rows.push(...data);
    if (!hasNext(link) || until(rows)) return { rows, page };
  }
}

/** True when the Link header names a next page. */
export function hasNext(link: string | undefined): boolean {
  return /<[^>]*>\s*;[^,]*\brel="?next"?/.test(link ?? "");
}
