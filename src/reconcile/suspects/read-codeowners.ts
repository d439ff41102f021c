import { findService } from "../../core/config/catalog.ts";
import type { Config } from "../../core/config/config.ts";
import {
  codeownersPaths,
  type OwnerRule,
  parseCodeowners,
} from "../../core/rollback/suspects/codeowners.ts";
import type { Gap } from "../../core/rollback/suspects/suspects-found.ts";
import type { Address } from "../address.ts";
import type { Files } from "../ports.ts";
import { unlessStopped } from "./unless-stopped.ts";

interface Owning {
  readonly address: Address;
  readonly config: Config;
  readonly giveUp: boolean;
}

/** The rules of CODEOWNERS, read only where the catalog does not know one of the services. */
export async function readCodeowners(
  services: readonly string[],
  { address, config, giveUp }: Owning,
  host: Pick<Files, "readFile">,
): Promise<{ readonly rules: readonly OwnerRule[]; readonly gaps: readonly Gap[] }> {
  if (services.every((name) => findService(config.services, name) !== undefined)) {
    return { rules: [], gaps: [] };
  }
  const repository = address.name;
  for (const path of codeownersPaths) {
    const answer = await unlessStopped(() => host.readFile(address, path), {
      ...{ repository, giveUp },
      source: "CODEOWNERS",
    });
    if ("gap" in answer) return { rules: [], gaps: [answer.gap] };
    if (answer.found !== undefined) return { rules: parseCodeowners(answer.found), gaps: [] };
  }
  return { rules: [], gaps: [] };
}
