import { pagerContract } from "../../contracts/pager.ts";
import { InMemoryPager } from "../../support/in-memory-pager.ts";

pagerContract("a test", "pagerduty", async () => {
  const pager = new InMemoryPager(["checkout", "search"]);
  return { pager, open: pager.open, setMood: (mood) => pager.setMood(mood) };
});
