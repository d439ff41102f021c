import { notFound } from "../../model/refusal.ts";
import type { DeliveryRecord } from "../../webhooks.ts";
import { numberParam } from "../fields.ts";
import { type Answer, type Call, ok, type Route } from "../route.ts";

/** The App's own list of deliveries: what a receiver that slept can catch up from. */
export const deliveryRoutes: readonly Route[] = [
  { method: "GET", path: "/app/hook/deliveries", auth: "app", run: list },
  { method: "GET", path: "/app/hook/deliveries/{delivery_id}", auth: "app", run: read },
  { method: "POST", path: "/app/hook/deliveries/{delivery_id}/attempts", auth: "app", run: retry },
];

/** Newest first; `cursor` is the id to go on below. */
function list(call: Call): Answer {
  const size = Math.min(100, Math.max(1, Number(call.query.get("per_page") ?? 30) || 30));
  const cursor = call.query.get("cursor");
  const below = cursor === null ? Number.POSITIVE_INFINITY : Number(cursor.replace(/^v1_/, ""));
  const status = call.query.get("status");
  const found = own(call)
    .filter((one) => one.delivery.id < below)
    .filter((one) => status === null || (status === "success") === isSuccess(one))
    .sort((a, b) => b.delivery.id - a.delivery.id);
  const page = found.slice(0, size);
  const last = page.at(-1);
  const more = found.length > size && last;
  return {
    status: 200,
    body: page.map(row),
    ...(more ? { headers: { link: next(call.url, last.delivery.id) } } : {}),
  };
}

function read(call: Call): Answer {
  const record = find(call);
  return ok({
    ...row(record),
    url: record.url,
    request: { headers: record.headers, payload: record.delivery.payload },
    response: { headers: record.answerHeaders, payload: record.answerBody },
  });
}

function retry(call: Call): Answer {
  call.deliveries.redeliver(find(call).delivery.id);
  return { status: 202, body: {} };
}

function own(call: Call): DeliveryRecord[] {
  return call.deliveries.records().filter((one) => one.delivery.appId === call.app.id);
}

function find(call: Call): DeliveryRecord {
  const id = numberParam(call, "delivery_id");
  const record = own(call).find((one) => one.delivery.id === id);
  if (!record) throw notFound();
  return record;
}

function isSuccess(record: DeliveryRecord): boolean {
  return record.statusCode >= 200 && record.statusCode < 400;
}

function row(record: DeliveryRecord) {
  const { delivery } = record;
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: record.deliveredAt,
    redelivery: delivery.redelivery,
    duration: record.seconds,
    status: record.status,
    status_code: record.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

function next(url: URL, cursor: number): string {
  const link = new URL(url);
  link.searchParams.set("cursor", `v1_${cursor}`);
  return `<${link.href}>; rel="next"`;
}
