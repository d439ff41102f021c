import { BadEnvironment, type Environment, loadEnvironment, secretsOf } from "./environment.ts";
import { createLog, describeError } from "./log.ts";
import { startSetup } from "./setup.ts";
import { startApp } from "./start-app.ts";

/** A drain may take ten seconds in all; then the process ends, whatever is still open. */
const mostDrainMs = 10_000;

interface Stoppable {
  readonly url: string;
  stop(): Promise<void>;
}

/** `npm start`: the app, or the setup page while there are no credentials. */
export async function serve(): Promise<void> {
  try {
    const environment = loadEnvironment();
    const log = createLog({
      ...{ level: environment.logLevel, now: () => new Date() },
      secrets: secretsOf(environment),
    });
    const running = await start(environment, (error) => {
      log.fatal(describeError(error), "ending");
      process.exit(1);
    });
    endOnSignals(running, (fields, message) => log.info(fields, message));
    log.info({ url: running.url }, "listening");
  } catch (error) {
    complain(error);
    process.exit(1);
  }
}

function start(environment: Environment, onFatal: (error: unknown) => void): Promise<Stoppable> {
  return environment.credentials === undefined
    ? startSetup({ environment })
    : startApp({ environment, onFatal });
}

function endOnSignals(running: Stoppable, say: (fields: object, message: string) => void): void {
  let ending = false;
  const end = (signal: string) => {
    if (ending) return;
    ending = true;
    say({ signal }, "ending: what is under way may finish");
    setTimeout(() => process.exit(1), mostDrainMs).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(describeError(error), "the end was not clean");
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => end(signal));
}

function complain(error: unknown): void {
  const intro = error instanceof BadEnvironment ? "The environment cannot be used:\n" : "";
  process.stderr.write(`${intro}${error instanceof Error ? error.message : String(error)}\n`);
}
