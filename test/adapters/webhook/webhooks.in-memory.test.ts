import { teamsUrl, webhooksContract } from "../../contracts/webhooks.ts";
import { InMemoryWebhooks } from "../../support/in-memory-webhooks.ts";

webhooksContract("a test", async () => {
  const webhooks = new InMemoryWebhooks(new Map([["teams", teamsUrl]]));
  return {
    webhooks,
    held: (url) => webhooks.heldAt(url),
    setMood: (url, mood) => webhooks.setMood(url, mood),
  };
});
