import { editsContract } from "../contracts/edits.ts";
import { followUpsContract } from "../contracts/follow-ups.ts";
import { historyContract } from "../contracts/history.ts";
import { historyWritingContract } from "../contracts/history-writing.ts";
import { hostContract } from "../contracts/host.ts";
import { hostPeople } from "../contracts/host-people.ts";
import { shippingContract } from "../contracts/shipping.ts";
import { inMemoryHost } from "./in-memory-host.ts";
import { bot, openPlace } from "./in-memory-place.ts";

const now = () => new Date("2026-11-22T02:30:00Z");

const contracts = [
  hostContract,
  editsContract,
  followUpsContract,
  historyContract,
  historyWritingContract,
  shippingContract,
];

for (const contract of contracts) contract("the tests, in memory", open);

async function open() {
  const people = Object.fromEntries(hostPeople.map((login) => [login, "none"]));
  const place = openPlace({ people, followUps: true }, now);
  for (const login of hostPeople) place.repository.collaborators.delete(login);
  const actor = { login: bot, installation: place.installation.id };
  return { ...place, host: inMemoryHost({ model: place.model, actor }) };
}
