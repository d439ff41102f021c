import { readFile } from "node:fs/promises";

/** What Linux tells of a process in `/proc`. */
export interface Resident {
  /** Bytes in memory now. */
  readonly now: number;
  /** The most there ever were. */
  readonly peak: number;
}

/** Undefined once the process has ended. */
export async function readResident(pid: number): Promise<Resident | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
  const now = kilobytes("VmRSS");
  const peak = kilobytes("VmHWM");
  return Number.isNaN(now) ? undefined : { now: now * 1024, peak: peak * 1024 };
}

export async function childrenOf(pid: number): Promise<readonly number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  return list.split(" ").filter(Boolean).map(Number);
}

/** User and system time so far, in milliseconds; Linux counts it in hundredths of a second. */
export async function readCpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export function requireProc(): void {
  if (process.platform === "linux") return;
  throw new Error(`this is ${process.platform}; expected Linux, whose /proc is read for this`);
}
