import { expect, test } from "vitest";
import { namesAnAction } from "../../../../src/core/postmortem/lint/words/names-an-action.ts";

test.each([
  "Add an alert on queue length",
  "Improve the runbook",
  "Re-run the migration",
  "Redeploy with 4.4",
  "Parallelize the import",
  "Adding a dashboard",
  "Setting up paging",
  "Please document failover",
  "We need to add an alert",
  "The team to rehearse failover",
  "The queue alert must page on-call",
  "Alerts should have a runbook link",
  "Monitoring: add the queue",
  "[web] Cap retries",
  "@ada to write a runbook",
  "Test the backups",
  "Process the backlog",
  "Experiment with smaller batches",
  "Be able to roll back in a minute",
  "`kubectl` needs a confirmation",
  "Postgres 17",
  "Alarme für die Warteschlange einrichten",
  "Документировать откат",
  "",
])("%j names an action", (text) => {
  expect(namesAnAction(text)).toBe(true);
});

test.each([
  "A queue alert",
  "The queue limit",
  "More tests",
  "Better monitoring",
  "Less manual work",
  "No manual deployments",
  "Be better at reviews",
  "Be more careful",
  "We should be more careful",
  "Pay more attention to alerts",
  "Try harder",
  "Remember to check the dashboard",
  "Monitoring for the queue",
  "Runbook for the queue",
  "Alerts on queue length",
  "Documentation of failover",
  "Communication between teams",
  "Missing alert",
  "Lack of tests",
])("%j names no action", (text) => {
  expect(namesAnAction(text)).toBe(false);
});
