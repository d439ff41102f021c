import type { Route } from "./route.ts";
import { appRoutes } from "./routes/app.ts";
import { checkRoutes } from "./routes/checks.ts";
import { codeRoutes } from "./routes/code.ts";
import { commentRoutes } from "./routes/comments.ts";
import { deliveryRoutes } from "./routes/deliveries.ts";
import { deploymentRoutes } from "./routes/deployments.ts";
import { gitDataRoutes } from "./routes/git-data.ts";
import { graphqlRoutes } from "./routes/graphql.ts";
import { issueRoutes } from "./routes/issues.ts";
import { peopleRoutes } from "./routes/people.ts";
import { pullRoutes } from "./routes/pulls.ts";
import { rateLimitRoutes } from "./routes/rate-limit.ts";
import { releaseRoutes } from "./routes/releases.ts";
import { repositoryRoutes } from "./routes/repository.ts";
import { setupRoutes } from "./routes/setup.ts";
import { subIssueRoutes } from "./routes/sub-issues.ts";

/** Everything the stand-in serves. Longer paths first where a placeholder could swallow them. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...deliveryRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...subIssueRoutes,
  ...pullRoutes,
  ...checkRoutes,
  ...codeRoutes,
  ...gitDataRoutes,
  ...deploymentRoutes,
  ...releaseRoutes,
  ...repositoryRoutes,
  ...peopleRoutes,
  ...graphqlRoutes,
  ...rateLimitRoutes,
  ...setupRoutes,
];
