import { hostContract } from "../contracts/host.ts";
import { hostPeople } from "../contracts/host-people.ts";
import { inMemoryHost } from "./in-memory-host.ts";
import { bot, openPlace } from "./in-memory-place.ts";

const now = () => new Date("2026-11-22T02:30:00Z");

hostContract("the tests, in memory", async () => {
  const people = Object.fromEntries(hostPeople.map((login) => [login, "none"]));
  const place = openPlace({ people }, now);
  for (const login of hostPeople) place.repository.collaborators.delete(login);
  const actor = { login: bot, installation: place.installation.id };
  return { ...place, host: inMemoryHost({ model: place.model, actor }) };
});
