import { z } from "zod";
import type { SetupReader } from "../../reconcile/ports.ts";
import { type Place, unlessAbsent } from "./call.ts";
import { asApp } from "./octokit.ts";
import { readPages } from "./pages.ts";
import type { Wire } from "./wire.ts";

/** What the setup check asks. Only the App itself may ask what an installation was granted. */
export function setupReader(wire: Wire): SetupReader {
  return {
    readLabels: (address) => readLabels(wire, address),

    async readPermissions({ installation }) {
      const call = wire.inInstallation(asApp, {
        route: "GET /app/installations/{installation_id}",
        parameters: { installation_id: installation },
        answer: z.object({ permissions: z.record(z.string(), z.string()) }),
        mayBeAbsent: true,
      });
      const granted = (await unlessAbsent(call, undefined))?.data.permissions;
      return granted === undefined ? undefined : new Map(Object.entries(granted));
    },
  };
}

/** The names of a repository's labels, as GitHub writes them. */
export async function readLabels(wire: Wire, place: Place): Promise<readonly string[]> {
  const { rows } = await readPages((page) =>
    wire.inRepository(place, {
      route: "GET /repos/{owner}/{repo}/labels",
      parameters: { per_page: 100, page },
      answer: z.array(z.object({ name: z.string() })),
      conditional: true,
    }),
  );
  return rows.map(({ name }) => name);
}
