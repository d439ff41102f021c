import { z } from "zod";
import type { Received } from "./https-stand-in.ts";

/**
 * Events API v2 as documented in PagerDuty's developer-docs (docs/events-API-v2) and api-schema
 * (reference/events-v2/openapiv3.json). Stricter in one thing: a field it does not name is refused.
 */
const schema = z
  .strictObject({
    routing_key: z.string().length(32, "Length of 'routing_key' is incorrect"),
    event_action: z.enum(["trigger", "acknowledge", "resolve"]),
    dedup_key: z.string().min(1).max(255).optional(),
    payload: z
      .strictObject({
        summary: z.string().min(1).max(1024),
        source: z.string().min(1),
        severity: z.enum(["critical", "error", "warning", "info"]),
        timestamp: z.iso.datetime({ offset: true }).optional(),
        component: z.string().optional(),
        group: z.string().optional(),
        class: z.string().optional(),
        custom_details: z.record(z.string(), z.unknown()).optional(),
      })
      .optional(),
    links: z.array(z.strictObject({ href: z.url(), text: z.string().optional() })).optional(),
    images: z.array(z.unknown()).optional(),
    client: z.string().optional(),
    client_url: z.url().optional(),
  })
  .refine((event) => event.event_action !== "trigger" || event.payload, "'payload' is missing")
  .refine((event) => event.event_action === "trigger" || event.dedup_key, "'dedup_key' is missing");

export type Event = z.infer<typeof schema>;

/** "Events API payloads are limited to 512 KB." */
const longestEvent = 512 * 1024;

export function readEvent(
  { method, path, headers, body }: Received,
  knownKeys: readonly string[],
):
  | { readonly event: Event; readonly errors?: undefined }
  | { readonly event?: undefined; readonly errors: readonly string[] } {
  if (method !== "POST" || path !== "/v2/enqueue") return { errors: [`No ${method} ${path} here`] };
  if (headers["content-type"] !== "application/json") return { errors: ["Not JSON"] };
  if (Buffer.byteLength(body) > longestEvent) return { errors: ["Too large"] };
  const { data: event, error } = schema.safeParse(parsed(body));
  if (error) return { errors: error.issues.map(({ path, message }) => `${path}: ${message}`) };
  return knownKeys.includes(event.routing_key) ? { event } : { errors: ["Invalid routing key"] };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
