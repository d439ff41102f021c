import { expect, it } from "vitest";
import type { Service } from "../../../src/core/config/config.ts";
import { hotfixView } from "../../../src/core/view/hotfix.ts";
import { serviceOf } from "../../../src/core/view/pull-parts.ts";
import {
  samplePlace as place,
  sampleConfig,
  sampleIncident,
} from "../../../src/sandbox/sample-incident.ts";
import { hotfix } from "../../../src/sandbox/sample-mitigations.ts";
import { sampleServices } from "../../../src/sandbox/sample-suspects.ts";
import { templates } from "./built-in.ts";

const [checkout, web] = sampleServices as [Service, Service];
const incident = { ...sampleIncident(), services: [web.name] };

it.each([
  ["one that is hit comes first", [checkout, web], place.repository, web.name],
  [
    "one that names no repository is in the incident's",
    [checkout],
    place.repository,
    checkout.name,
  ],
  [
    "capital letters of a repository do not matter",
    [{ ...checkout, repository: "Octo-Org/Design" }],
    "octo-org/design",
    checkout.name,
  ],
  ["one of another repository has nothing to say", [checkout], "octo-org/design", undefined],
])("of the services in a repository, %s", (_, services, repository, expected) => {
  const config = { ...sampleConfig, services };
  expect(serviceOf(repository, { config, place, incident })?.name).toBe(expected);
});

it("a hotfix says how to try it on staging", () => {
  const config = { ...sampleConfig, services: [checkout] };
  const telling = { incident, config, templates, place, answers: {} };
  expect(hotfixView(hotfix, telling).staging).toBe(checkout.staging);
});
