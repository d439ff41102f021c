import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LookAnswer, LookRequest } from "./look-child.ts";
import type { Place } from "./stage.ts";

export interface Looker {
  /** Looks once and says how much CPU time that took, in microseconds. */
  look(request: LookRequest): Promise<number>;
  end(): void;
}

/** Starts the process that looks. */
export function startLooker({ variables }: Place): Looker {
  const program = fileURLToPath(new URL("./look-child.ts", import.meta.url));
  const child = fork(program, [JSON.stringify(variables)], {
    execArgv: ["--expose-gc"],
    env: {},
  });
  return {
    async look(request) {
      const answered = answerOf(child);
      child.send(request);
      const { cpu, failure } = await answered;
      if (failure !== undefined) throw new Error(`a look failed: ${failure}`);
      return cpu;
    },
    end: () => child.disconnect(),
  };
}

/** The next message, or an error when the process ends instead. */
async function answerOf(child: ChildProcess): Promise<LookAnswer> {
  const over = new AbortController();
  const { signal } = over;
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`the process that looks ended with status ${code}`);
  });
  try {
    const [answer] = await Promise.race([once(child, "message", { signal }), ended]);
    return answer as LookAnswer;
  } finally {
    ended.catch(() => undefined);
    over.abort();
  }
}
