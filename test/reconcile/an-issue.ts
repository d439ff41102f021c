import { defaultConfig } from "../../src/core/config/config.ts";
import type { Incident } from "../../src/core/incident/incident.ts";
import type { Issue } from "../../src/reconcile/ports.ts";
import type { Settings } from "../../src/reconcile/settings.ts";

export const settings: Settings = {
  config: defaultConfig,
  templateProblems: [],
  templates: {} as Settings["templates"],
};

/** An open issue with nothing on it but what a test says. */
export function issueWith(parts: Partial<Issue> = {}): Issue {
  return {
    id: 1,
    nodeId: "I_1",
    number: 42,
    title: "Checkout is down",
    body: "",
    state: "open",
    labels: [],
    assignees: [],
    author: { login: "alice", id: 1, bot: false },
    createdAt: "2026-08-01T12:00:00Z",
    updatedAt: "2026-08-01T12:00:00Z",
    locked: false,
    isPullRequest: false,
    comments: 0,
    url: "https://github.example/octo-org/shop/issues/42",
    ...parts,
  };
}

/** An incident in triage with nothing known but what a test says. */
export function incidentWith(parts: Partial<Incident> = {}): Incident {
  return {
    status: "triage",
    drill: false,
    services: [],
    roles: {},
    responders: [],
    milestones: { declaredAt: "2026-08-01T12:00:00Z" },
    updates: 0,
    timeline: [],
    actionItems: [],
    links: [],
    setBy: {},
    ...parts,
  };
}
