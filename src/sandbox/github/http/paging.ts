import type { Answer, Call } from "./route.ts";

interface Listing {
  total: number;
  page: (from: number, to: number) => unknown[];
}

/** One page of something that lists its parts inside, such as the files of a commit. */
export function pagedWithin(
  call: Call,
  { total, page }: { total: number; page: (from: number, to: number) => unknown },
  { most = 100, usual = 30 } = {},
): Answer {
  const size = clamp(Number(call.query.get("per_page") ?? usual), 1, most);
  const number = pageNumber(call);
  const link = links(call.url, number, Math.max(1, Math.ceil(total / size)));
  return {
    status: 200,
    body: page((number - 1) * size, number * size),
    ...(link ? { headers: { link } } : {}),
  };
}

/** One page of a list, with the `Link` header that leads to the others. */
export function paged(
  call: Call,
  listing: Listing,
  wrap = (page: unknown[]): unknown => page,
): Answer {
  return pagedWithin(call, {
    total: listing.total,
    page: (from, to) => wrap(listing.page(from, to)),
  });
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

function pageNumber(call: Call): number {
  return Math.max(1, Math.floor(Number(call.query.get("page") ?? 1)) || 1);
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, Math.floor(value))) : low;
}
