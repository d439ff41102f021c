import { type Address, keyOf } from "../reconcile/address.ts";
import type { LookQueue } from "../reconcile/queue-port.ts";
import { addressOfDelivery, type Judge } from "./address-of-delivery.ts";
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
  readonly judge: Judge;
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
  { queue, judge, log, onNewRepositories }: IntakeOptions,
): Promise<"queued" | "ignored" | "failed"> {
  if (delivery.event.startsWith("installation")) onNewRepositories?.();
  const address = addressOfDelivery(delivery, judge);
  if (typeof address === "string") {
    log.debug({ event: delivery.event, why: address }, "delivery ignored");
    return "ignored";
  }
  try {
    await queue.enqueue(keyOf(address), address);
    return "queued";
  } catch (error) {
    log.error({ key: keyOf(address), ...describeError(error) }, "delivery could not be stored");
    return "failed";
  }
}
