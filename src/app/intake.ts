import { type Address, keyOf } from "../reconcile/address.ts";
import type { EnqueueOptions, LookQueue } from "../reconcile/queue-port.ts";
import { addressOfDelivery, type Irrelevant, type Judge } from "./address-of-delivery.ts";
import { type FollowersGiven, followersOf } from "./followers.ts";
import type { KnownLabels } from "./known-labels.ts";
import { describeError, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** Where deliveries end, whoever received them: as an address in the queue, or nowhere. */
export interface Intake {
  take(delivery: Delivery): Promise<"queued" | "ignored" | "failed">;
}

export interface Delivery {
  readonly event: string;
  readonly payload: unknown;
}

export interface IntakeOptions {
  readonly queue: Pick<LookQueue<Address>, "enqueue">;
  readonly judge: Judge & { readonly labels: Pick<KnownLabels, "refresh" | "whenToAsk"> };
  /** The incidents that wait for something to become of their pull requests. */
  readonly open: FollowersGiven["open"];
  readonly metrics: Metrics;
  readonly log: Log;
  /** Told of installations and repositories that are new to us. */
  readonly onNewRepositories?: () => void;
}

/** Durable when it says `queued`. Never throws, never logs what a delivery carries. */
export function intake(options: IntakeOptions): Intake {
  const { metrics } = options;
  return {
    async take(delivery) {
      const result = await store(delivery, options);
      metrics.delivery(delivery.event, result);
      return result;
    },
  };
}

async function store(
  delivery: Delivery,
  { queue, judge, open, log, onNewRepositories }: IntakeOptions,
): Promise<"queued" | "ignored" | "failed"> {
  if (delivery.event.startsWith("installation")) onNewRepositories?.();
  const followers = await followersOf(delivery, { ...judge, open }).catch((error: unknown) => {
    log.error({ event: delivery.event, ...describeError(error) }, "delivery could not be judged");
    return "failed" as const;
  });
  if (followers === "failed") return followers;
  if (followers.length > 0) return storeAll(followers, { queue, log });
  const look = await lookFor(delivery, judge);
  if (typeof look === "string") {
    log.debug({ event: delivery.event, why: look }, "delivery ignored");
    return "ignored";
  }
  return storeOne(look, { queue, log });
}

type Storing = Pick<IntakeOptions, "queue" | "log">;

async function storeAll(
  addresses: readonly Address[],
  storing: Storing,
): Promise<"queued" | "failed"> {
  const results: ("queued" | "failed")[] = [];
  for (const address of addresses) results.push(await storeOne({ address }, storing));
  return results.includes("failed") ? "failed" : "queued";
}

async function storeOne(
  { address, ...options }: Look,
  { queue, log }: Storing,
): Promise<"queued" | "failed"> {
  try {
    await queue.enqueue(keyOf(address), address, options);
    return "queued";
  } catch (error) {
    log.error({ key: keyOf(address), ...describeError(error) }, "delivery could not be stored");
    return "failed";
  }
}

type Look = { readonly address: Address } & EnqueueOptions;

async function lookFor(
  delivery: Delivery,
  judge: IntakeOptions["judge"],
): Promise<Look | Irrelevant> {
  const first = addressOfDelivery(delivery, judge);
  if (typeof first !== "string") return { address: first };
  if (first !== "no label that we know") return first;
  const labels = { isOurs: () => true };
  const address = addressOfDelivery(delivery, { ...judge, labels });
  if (typeof address === "string") return address;
  await judge.labels.refresh(address.repository);
  if (typeof addressOfDelivery(delivery, judge) !== "string") return { address };
  if (!mayDeclare(delivery)) return first;
  const notBefore = judge.labels.whenToAsk(address.repository);
  return notBefore === undefined ? first : { address, notBefore };
}

/** Only these can begin an incident; all others are about one that is known, or about none. */
function mayDeclare({ event, payload }: Delivery): boolean {
  const { action } = payload as { readonly action?: unknown };
  return event === "issues" && (action === "opened" || action === "labeled");
}
