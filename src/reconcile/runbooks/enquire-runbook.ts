import type { RunbookChoice } from "../../core/runbook/choice.ts";
import { chooseByName } from "../../core/runbook/find-runbook.ts";
import type { Address } from "../address.ts";
import type { RunbookReader } from "./runbook-reader.ts";

/** Looks up the runbook somebody asked for by name. */
export async function findRunbook(
  name: string,
  address: Address,
  { runbooks }: { readonly runbooks: RunbookReader },
): Promise<RunbookChoice> {
  const list = await runbooks.read(address);
  return chooseByName(name, list.runbooks);
}
