import type { IncomingMessage } from "node:http";

export interface BodyLimits {
  readonly bytes: number;
  /** How long a sender may take for the whole body. */
  readonly withinMs: number;
}

export type BodyRead =
  | { readonly kind: "whole"; readonly body: Buffer }
  | { readonly kind: "too large" | "too slow" | "aborted" };

/** Reads a body while it stays within the limits; with `keep: false` it is thrown away. */
export function readBody(
  request: IncomingMessage,
  { bytes, withinMs, keep = true }: BodyLimits & { readonly keep?: boolean },
): Promise<BodyRead> {
  const { promise, resolve } = Promise.withResolvers<BodyRead>();
  if (Number(request.headers["content-length"] ?? 0) > bytes) {
    return Promise.resolve({ kind: "too large" });
  }
  const chunks: Buffer[] = [];
  let length = 0;
  const end = (read: BodyRead) => {
    clearTimeout(timer);
    request.removeAllListeners("data").pause();
    resolve(read);
  };
  const timer = setTimeout(() => end({ kind: "too slow" }), withinMs);
  request.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > bytes) end({ kind: "too large" });
    else if (keep) chunks.push(chunk);
  });
  request.on("end", () => end({ kind: "whole", body: Buffer.concat(chunks) }));
  request.on("error", () => end({ kind: "aborted" }));
  request.on("close", () => end({ kind: "aborted" }));
  return promise;
}
