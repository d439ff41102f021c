import { ok, type Route } from "../route.ts";

/** Asking how much is left costs nothing. */
export const rateLimitRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/rate_limit",
    auth: "token",
    run: ({ rate }) => {
      const { limit, remaining, reset, used } = rate();
      const core = { limit, remaining, reset, used };
      const search = { limit: 30, remaining: 30, reset, used: 0 };
      return ok({ resources: { core, graphql: core, search }, rate: core });
    },
  },
];
