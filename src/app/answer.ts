import type { ServerResponse } from "node:http";

/** What an HTTP request is answered with; short text, since machines and curl read it. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
  /** The rest of the request is not wanted: the connection ends with the answer. */
  readonly close?: boolean;
}

/** A refusal in one line. The connection ends where more of the body may still come. */
export function refuse(status: number, why: string): Answer {
  return { status, text: `${why}\n`, close: status === 413 || status === 408 };
}

/** Writes the answer; a sender that is gone is no error. */
export function send(response: ServerResponse, { status, text, type, close }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    "content-type": type ?? "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    "x-content-type-options": "nosniff",
    ...(close && { connection: "close" }),
  });
  response.end(text);
}
