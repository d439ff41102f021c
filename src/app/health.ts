import { type Answer, refuse } from "./answer.ts";
import type { Engine } from "./engine.ts";
import type { Routes } from "./http-server.ts";

/** For the machines that watch us; none of it says more than whether we work. */
export function healthRoutes(engine: Pick<Engine, "metrics" | "storage" | "credentials">): Routes {
  return {
    "GET /healthz": async () => ({ status: 200, text: "alive\n" }),
    "GET /readyz": () => readiness(engine),
    "GET /metrics": async () => {
      const { metrics } = engine;
      return { status: 200, text: await metrics.text(), type: metrics.contentType };
    },
  };
}

async function readiness({
  storage,
  credentials,
}: Pick<Engine, "storage" | "credentials">): Promise<Answer> {
  const queue = await storage.queue.depth().then(
    () => undefined,
    () => "the queue does not answer",
  );
  const problem = queue ?? (await credentials.problem());
  return problem === undefined ? { status: 200, text: "ready\n" } : refuse(503, problem);
}
