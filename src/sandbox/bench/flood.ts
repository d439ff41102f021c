import { connect, type Socket } from "node:net";

/** A request that is sent again and again, as the bytes that go over the wire. */
export interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Limits {
  /** Connections that are kept alive; each has one request under way. */
  readonly connections: number;
  readonly count: number;
  readonly withinMs: number;
}

export interface Flooded {
  readonly answered: number;
  readonly ms: number;
}

/**
 * Sends at most so many requests within that time and waits for each answer. Speaks HTTP by hand,
 * since a whole client would need more of the machine than the servers it measures.
 */
export async function flood(request: Request, limits: Limits): Promise<Flooded> {
  const bytes = bytesOf(request);
  const { hostname, port } = new URL(request.url);
  const started = performance.now();
  let sent = 0;
  const mayGoOn = () => sent < limits.count && performance.now() - started < limits.withinMs;
  const sockets = Array.from({ length: limits.connections }, async () => {
    let answered = 0;
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const answers = readAnswers(socket);
    try {
      while (mayGoOn()) {
        sent += 1;
        socket.write(bytes);
        requireSuccess(await answers.next());
        answered += 1;
      }
    } finally {
      socket.destroy();
    }
    return answered;
  });
  const counts = await Promise.all(sockets);
  const answered = counts.reduce((sum, one) => sum + one, 0);
  return { answered, ms: performance.now() - started };
}

function bytesOf({ url, headers, body }: Request): Buffer {
  const { host, pathname } = new URL(url);
  const lines = Object.entries({
    ...headers,
    host,
    connection: "keep-alive",
    "content-length": String(Buffer.byteLength(body)),
  }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

/** The status of each answer, in turn. */
function readAnswers(socket: Socket): { next: () => Promise<number> } {
  let text = "";
  let wake: (() => void) | undefined;
  let broken: Error | undefined;
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    wake?.();
  });
  socket.on("error", (error) => {
    broken = error;
    wake?.();
  });
  socket.on("close", () => {
    broken ??= new Error("the server closed a connection that was to be kept");
    wake?.();
  });
  return {
    async next() {
      for (;;) {
        const answer = wholeAnswer(text);
        if (answer !== undefined) {
          text = text.slice(answer.length);
          return answer.status;
        }
        if (broken !== undefined) throw broken;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** Undefined while a part is still missing. */
function wholeAnswer(text: string): { status: number; length: number } | undefined {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = text.slice(0, headEnd);
  const bodyStart = headEnd + 4;
  const status = Number(head.slice(9, 12));
  const told = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (told !== undefined) {
    const length = bodyStart + Number(told);
    return text.length >= length ? { status, length } : undefined;
  }
  const last = text.indexOf("0\r\n\r\n", bodyStart);
  return last < 0 ? undefined : { status, length: last + 5 };
}

function requireSuccess(status: number): void {
  if (status < 200 || status > 299) throw new Error(`a delivery was answered ${status}`);
}
