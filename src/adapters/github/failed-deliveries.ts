import { z } from "zod";
import type { Address } from "../../reconcile/address.ts";
import type { DeliveryMark, FailedDeliveries } from "../../reconcile/directory-port.ts";
import { Stop } from "../../reconcile/failure.ts";
import { addressOfFailedDelivery } from "./address-of-failed-delivery.ts";
import { asApp } from "./octokit.ts";
import type { Wire } from "./wire.ts";

// GitHub keeps three days; a page of rows is cheap, a payload is a call of its own.
const mostPages = 50;
const mostPayloads = 100;

const eventsWithAnIssue = new Set(["issues", "issue_comment"]);

// GitHub counts deliveries beyond what a number holds exactly; octokit then hands over a bigint.
const deliveryRow = z.object({
  id: z.union([z.number(), z.bigint()]).transform((id) => id.toString()),
  event: z.string(),
  status_code: z.number(),
});

type DeliveryRow = z.infer<typeof deliveryRow>;

/** Reads which issues the failed deliveries since the mark were about, the oldest first. */
export async function readFailedDeliveries(
  wire: Wire,
  since?: DeliveryMark,
): Promise<FailedDeliveries> {
  const rows = await listFailures(wire, since);
  const oldestFirst = rows.toReversed();
  const batch = oldestFirst.slice(0, mostPayloads);
  const addresses: Address[] = [];
  for (const row of batch) {
    const address = await readAddress(wire, row);
    if (address !== undefined) addresses.push(address);
  }
  const mark = batch.at(-1)?.id ?? since;
  return {
    addresses,
    ...(mark === undefined ? {} : { mark }),
    more: batch.length < rows.length,
  };
}

async function listFailures(wire: Wire, since?: DeliveryMark): Promise<readonly DeliveryRow[]> {
  const rows: DeliveryRow[] = [];
  let cursor: string | undefined;
  for (let page = 1; page <= mostPages; page += 1) {
    const { data, link } = await wire.inInstallation(asApp, {
      route: "GET /app/hook/deliveries",
      parameters: {
        status: "failure",
        per_page: 100,
        ...(cursor === undefined ? {} : { cursor }),
      },
      answer: z.array(deliveryRow),
    });
    const fresh = data.filter(({ id }) => since === undefined || BigInt(id) > BigInt(since));
    rows.push(...fresh.filter(isFailureOfAnIssue));
    cursor = nextCursor(link);
    if (cursor === undefined || fresh.length < data.length) break;
  }
  return rows;
}

// An older server does not know the filter and lists everything.
function isFailureOfAnIssue({ event, status_code: status }: DeliveryRow): boolean {
  return eventsWithAnIssue.has(event) && !(status >= 200 && status < 300);
}

const deliveryAnswer = z.object({ request: z.object({ payload: z.unknown() }).nullish() });

async function readAddress(wire: Wire, row: DeliveryRow): Promise<Address | undefined> {
  try {
    const { data } = await wire.inInstallation(asApp, {
      route: "GET /app/hook/deliveries/{delivery_id}",
      parameters: { delivery_id: row.id },
      answer: deliveryAnswer,
      mayBeAbsent: true,
    });
    return addressOfFailedDelivery(data.request?.payload);
  } catch (failure) {
    // Whatever GitHub will not hand over, now or ever, must not keep back those that come after.
    if (failure instanceof Stop) return undefined;
    throw failure;
  }
}

function nextCursor(link: string | undefined): string | undefined {
  const next = /<([^>]*)>\s*;[^,]*\brel="?next"?/.exec(link ?? "")?.[1];
  return next === undefined ? undefined : (new URL(next).searchParams.get("cursor") ?? undefined);
}
