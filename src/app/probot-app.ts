import type { ApplicationFunction } from "probot";
import { send } from "./answer.ts";
import { startEngine } from "./engine.ts";
import { loadEnvironment } from "./environment.ts";
import { healthRoutes } from "./health.ts";
import type { Routes } from "./http-server.ts";
import type { Intake } from "./intake.ts";

/**
 * Allclear as an ordinary Probot application, for `probot run` and `createNodeMiddleware`. Probot
 * has verified a delivery before it comes here; we store its address and do nothing else in it.
 */
export function probotApp(intake: Intake, routes: Routes = {}): ApplicationFunction {
  return (probot, { addHandler }) => {
    probot.onAny(async ({ name, payload }) => {
      const taken = await intake.take({ event: name, payload });
      // Probot answers 500 then, and GitHub lists the delivery as failed.
      if (taken === "failed") throw new Error("The event could not be stored.");
    });
    addHandler(async (request, response) => {
      const path = (request.url ?? "/").split("?", 1)[0];
      const route = Object.hasOwn(routes, `${request.method} ${path}`)
        ? routes[`${request.method} ${path}`]
        : undefined;
      if (route === undefined) return false;
      send(response, await route(request));
      return true;
    });
  };
}

/** Starts the engine that the environment describes and enqueues what Probot receives. */
export const app: ApplicationFunction = async (probot, options) => {
  const engine = await startEngine({
    environment: loadEnvironment(),
    onFatal: () => process.exit(1),
  });
  await probotApp(engine.intake, healthRoutes(engine))(probot, options);
};

// biome-ignore lint/style/noDefaultExport: `probot run` looks for nothing else
export default app;
