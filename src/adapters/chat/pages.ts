import { z } from "zod";

/** What an answer that has more pages says beside its content. */
export const hasMore = {
  response_metadata: z.object({ next_cursor: z.string().default("") }).optional(),
};

interface Page {
  readonly response_metadata?: { readonly next_cursor: string } | undefined;
}

/** One page after the other, until there are no more or it has been so many. */
export async function* eachPage<T extends Page>(
  most: number,
  ask: (place: { readonly cursor?: string }) => Promise<T>,
): AsyncGenerator<T> {
  let cursor = "";
  for (let count = 0; count < most; count += 1) {
    const page = await ask(cursor === "" ? {} : { cursor });
    yield page;
    cursor = page.response_metadata?.next_cursor ?? "";
    if (cursor === "") return;
  }
}
