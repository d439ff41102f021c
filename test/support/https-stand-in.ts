import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { Network } from "../../src/adapters/webhook/network.ts";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

/** What came, when its answer is due. */
export interface Received {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type AnswerWith = (response: ServerResponse, received: Received) => void;

/** A server for every host of the internet, on loopback, over real TLS. */
export interface HttpsStandIn {
  /** Leads to it, whichever of its names is called. */
  readonly network: Network;
  readonly received: readonly Received[];
  /** From now on. */
  answer(withWhat: AnswerWith): void;
  close(): void;
}

/** Anybody's address: what every name resolves to. */
export const publicAddress = "93.184.216.34";

export async function startHttpsStandIn(names: readonly string[]): Promise<HttpsStandIn> {
  const certificate = selfSignedCertificate(names);
  const received: Received[] = [];
  let answer: AnswerWith = answerWith(200, "ok");
  const server = createServer(certificate, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { headers, method = "", url = "" } = request;
      const body = Buffer.concat(chunks).toString();
      const came = { host: headers.host ?? "", method, path: url, headers, body };
      received.push(came);
      answer(response, came);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    network: {
      resolve: async () => [publicAddress],
      dial: () => connect(port, "127.0.0.1"),
      trusted: certificate.cert,
    },
    answer(withWhat) {
      answer = withWhat;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function answerWith(
  status: number,
  body: string | object = "",
  headers: Record<string, string> = {},
): AnswerWith {
  return (response) => {
    response.writeHead(status, headers);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Breaks the connection off without an answer. */
export const hangUp: AnswerWith = (response) => {
  response.destroy();
};

export const neverAnswer: AnswerWith = () => undefined;
