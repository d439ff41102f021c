import type { Answer, Call } from "./route.ts";

interface Listing {
  total: number;
  page: (from: number, to: number) => unknown[];
}

/** One page of a list, with the `Link` header that leads to the others. */
export function paged(
  call: Call,
  listing: Listing,
  wrap = (page: unknown[]): unknown => page,
): Answer {
  const size = clamp(Number(call.query.get("per_page") ?? 30), 1, 100);
  const number = Math.max(1, Math.floor(Number(call.query.get("page") ?? 1)) || 1);
  const last = Math.max(1, Math.ceil(listing.total / size));
  const from = (number - 1) * size;
  const link = links(call.url, number, last);
  return {
    status: 200,
    body: wrap(listing.page(from, from + size)),
    ...(link ? { headers: { link } } : {}),
  };
}

export function wholeList(items: readonly unknown[]): Listing {
  return { total: items.length, page: (from, to) => items.slice(from, to) };
}

function links(url: URL, number: number, last: number): string {
  const entries: [string, number][] = [];
  if (number > 1) entries.push(["prev", Math.min(number - 1, last)]);
  if (number < last) entries.push(["next", number + 1], ["last", last]);
  if (number > 1) entries.push(["first", 1]);
  return entries.map(([rel, page]) => `<${withPage(url, page)}>; rel="${rel}"`).join(", ");
}

function withPage(url: URL, page: number): string {
  const next = new URL(url);
  next.searchParams.set("page", String(page));
  return next.href;
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, Math.floor(value))) : low;
}
