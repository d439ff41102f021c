import { createHmac } from "node:crypto";
import { type AnswerWith, answerWith, type HttpsStandIn, type Received } from "./https-stand-in.ts";

/**
 * Receives by the Standard Webhooks specification: refuses what is not signed with its secret or
 * not of these minutes, and holds a message once per id.
 */
export class WebhookReceiver {
  readonly #held = new Map<string, Map<string, string>>();
  readonly #moods = new Map<string, AnswerWith>();
  readonly #secret: Buffer;
  readonly #now: () => Date;

  constructor(standIn: HttpsStandIn, secret: Buffer, now: () => Date) {
    this.#secret = secret;
    this.#now = now;
    standIn.answer((response, received) => {
      const url = `https://${received.host}${received.path}`;
      const answer = this.#moods.get(url) ?? this.#receive(url, received);
      answer(response, received);
    });
  }

  heldAt(url: string): readonly string[] {
    return [...(this.#held.get(url)?.values() ?? [])];
  }

  setMood(url: string, mood: "fine" | "down" | "refusing"): void {
    this.#moods.delete(url);
    if (mood !== "fine") this.#moods.set(url, answerWith(mood === "down" ? 503 : 403));
  }

  #receive(url: string, received: Received): AnswerWith {
    const wrong = this.#whatIsWrongWith(received);
    if (wrong !== undefined) return answerWith(400, wrong);
    const held = this.#held.get(url) ?? new Map<string, string>();
    this.#held.set(url, held.set(String(received.headers["webhook-id"]), received.body));
    return answerWith(204);
  }

  #whatIsWrongWith({ method, headers, body }: Received): string | undefined {
    const {
      "webhook-id": id = "",
      "webhook-timestamp": timestamp = "",
      "webhook-signature": signatures = "",
    } = headers;
    if (method !== "POST") return "not a POST";
    if (headers["content-type"] !== "application/json") return "not JSON";
    if (!/^[^.\s]{1,255}$/.test(String(id))) return "no id";
    const age = Math.abs(this.#now().getTime() / 1000 - Number(timestamp));
    if (!/^\d+$/.test(String(timestamp)) || age > 300) return "not of these minutes";
    const mac = createHmac("sha256", this.#secret).update(`${id}.${timestamp}.${body}`);
    const expected = `v1,${mac.digest("base64")}`;
    return String(signatures).split(" ").includes(expected) ? undefined : "not signed";
  }
}
