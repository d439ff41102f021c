import { beforeAll, expect, test } from "vitest";
import { seedFrom } from "../support/seed.ts";
import { faults, playFaulty, undisturbedOutcome } from "./http-fault.ts";

const seed = seedFrom("FAULT_SEED");
/** One request in so many is disturbed. */
const every = 6;

let undisturbed: unknown;
beforeAll(async () => {
  undisturbed = await undisturbedOutcome();
});

test.each(Object.entries(faults))(
  `the incident ends the same with one answer in ${every} being: %s; FAULT_SEED=${seed}`,
  async (_, fault) => {
    expect(await playFaulty(fault, { seed, every, undisturbed })).toEqual([]);
  },
  60_000,
);
