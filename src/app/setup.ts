import type { Environment } from "./environment.ts";
export async function startSetup(_options: { environment: Environment }): Promise<{ url: string; stop(): Promise<void> }> { throw new Error("todo"); }
