import type { Pager, PageTarget } from "../../reconcile/pager-port.ts";

/** This folder hides how somebody is woken through a service outside GitHub. */
export function createPager(pagers: Readonly<Record<PageTarget["by"], Pager>>): Pager {
  return { page: (page) => pagers[page.target.by].page(page) };
}
