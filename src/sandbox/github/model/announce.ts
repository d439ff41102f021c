import { covers } from "./access.ts";
import type { Account, Delivery, Installation, Repository } from "./records.ts";
import { accountView, organizationView } from "./view/account.ts";
import { repositoryView } from "./view/repository.ts";
import { nextGuid, nextId, stamp, type World } from "./world.ts";

interface Happening {
  event: string;
  /** `push` and `status` have none. */
  action: string | null;
  sender: Account;
  /** A function where it costs something to make: it is asked only if somebody listens. */
  payload: Record<string, unknown> | (() => Record<string, unknown>);
  /** Where it happened, for events of a repository. */
  repository?: Repository;
  /** For events of one installation itself, which every App gets unasked. */
  installation?: Installation;
}

/** Hands a webhook delivery to every App that is installed there and asked for the event. */
export function announce(world: World, happening: Happening): void {
  const guid = nextGuid(world);
  for (const installation of listeners(world, happening)) {
    world.onDelivery({
      id: nextId(world, "delivery"),
      guid,
      event: happening.event,
      action: happening.action,
      appId: installation.app.id,
      installationId: installation.id,
      repositoryId: happening.repository?.id ?? null,
      redelivery: false,
      createdAt: stamp(world),
      payload: structuredClone(payloadFor(world, happening, installation)),
    } satisfies Delivery);
  }
}

function listeners(world: World, { installation, repository, event }: Happening): Installation[] {
  if (installation) return [installation];
  if (!repository) return [];
  return [...world.installations.values()].filter(
    (one) => covers(one, repository) && one.app.events.includes(event),
  );
}

function payloadFor(world: World, happening: Happening, installation: Installation) {
  const { repository } = happening;
  const organization = repository && world.organizations.get(repository.owner.login.toLowerCase());
  return {
    ...(happening.action === null ? {} : { action: happening.action }),
    ...(typeof happening.payload === "function" ? happening.payload() : happening.payload),
    ...(repository ? { repository: repositoryView(world, repository) } : {}),
    ...(organization ? { organization: organizationView(world, organization.account) } : {}),
    sender: accountView(world, happening.sender),
    ...(happening.installation
      ? {}
      : {
          installation: {
            id: installation.id,
            node_id: `MDIzOkluc3RhbGxhdGlvbg${installation.id}`,
          },
        }),
  };
}
