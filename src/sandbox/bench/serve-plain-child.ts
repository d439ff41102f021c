import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { serverSettings } from "./server-settings.ts";

/** The least that a receiver must do: read the body, check its signature, parse it, answer. */
const { host, port, secret } = serverSettings();
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const signed = isSigned(body, String(request.headers["x-hub-signature-256"]));
    if (signed) JSON.parse(body.toString("utf8"));
    response.writeHead(signed ? 200 : 401, { "content-length": 3 });
    response.end("ok\n");
  });
});
server.listen({ host, port }, () => process.stdout.write(`http://${host}:${port}\n`));

function isSigned(body: Buffer, header: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const came = Buffer.from(header);
  return came.length === expected.length && timingSafeEqual(came, expected);
}
