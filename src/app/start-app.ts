import type { Engine, EngineOptions } from "./engine.ts";
import { startEngine } from "./engine.ts";
import { healthRoutes } from "./health.ts";
import { listen } from "./http-server.ts";
import { receiver, webhookPath } from "./receiver.ts";

export interface RunningApp {
  /** Where it listens; the webhook is `<url>/api/github/webhooks`. */
  readonly url: string;
  readonly engine: Engine;
  /** Resolves once no look waits or runs. */
  idle(): Promise<void>;
  /** Takes nothing new, lets what is under way end within that time, closes everything. */
  stop(withinMs?: number): Promise<void>;
}

/** Of the ten seconds that a drain may take; the rest is for closing the database. */
const drainMs = 8_000;

/** The whole app: storage, queue, looks, resync, and the HTTP front. */
export async function startApp(options: EngineOptions): Promise<RunningApp> {
  const { environment } = options;
  const engine = await startEngine(options);
  try {
    const secret = environment.credentials?.webhookSecret ?? "";
    const server = await listen({
      host: environment.host,
      port: environment.port,
      log: engine.log,
      routes: {
        [`POST ${webhookPath}`]: receiver({ secret, intake: engine.intake }),
        ...healthRoutes(engine),
      },
    });
    return {
      url: server.url,
      engine,
      idle: () => whenIdle(engine),
      async stop(withinMs = drainMs) {
        const started = Date.now();
        await server.close(Math.min(withinMs, 2_000));
        await engine.stop(Math.max(0, withinMs - (Date.now() - started)));
      },
    };
  } catch (error) {
    await engine.stop(0);
    throw error;
  }
}

async function whenIdle({ storage }: Engine): Promise<void> {
  for (;;) {
    const { waiting, running } = await storage.queue.depth();
    if (waiting + running === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
