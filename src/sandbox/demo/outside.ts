import type { Outside } from "../../app/outside.ts";
import { numbers } from "./history.ts";
import { quietPager, type SeenPage } from "./pager.ts";
import { openSlack, type SeenRoom } from "./slack.ts";
import { openStatusPage } from "./status-page.ts";

/** What people see who never open the issue. */
export interface SeenOutside {
  readonly pages: readonly SeenPage[];
  /** The incident's room in Slack; undefined while there is none. */
  readonly room: SeenRoom | undefined;
  readonly statusPage: readonly string[];
}

/** The services beside GitHub: a pager, Slack, a status page behind a webhook. */
export interface Surroundings {
  readonly outside: Outside;
  see(): Promise<SeenOutside>;
  close(): Promise<void>;
}

export async function openSurroundings(): Promise<Surroundings> {
  const slack = await openSlack();
  const pager = quietPager();
  const statusPage = openStatusPage();
  return {
    outside: { pager, webhooks: statusPage, chat: slack.chat },
    async see() {
      const room = await slack.see(`inc-shop-${numbers.incident}`);
      return { pages: pager.seen(), room, statusPage: statusPage.seen() };
    },
    close: () => slack.close(),
  };
}
