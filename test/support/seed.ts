/** The seed an earlier run printed, for example `KILL_SEED=1750170087`; else a new one. */
export function seedFrom(
  name: "CRASH_SEED" | "FAULT_SEED" | "KILL_SEED" | "ROLLBACK_SEED" | "YEAR_SEED",
): number {
  return Number(process.env[name] ?? Math.floor(Math.random() * 2 ** 32));
}
