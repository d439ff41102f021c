import { isActive } from "../../src/core/incident/lifecycle.ts";
import type { Address } from "../../src/reconcile/address.ts";
import { findWithoutPostmortem } from "../../src/reconcile/postmortem/unfinished.ts";
import {
  proposePostmortemFile,
  readPostmortemFile,
} from "../../src/reconcile/postmortem/write-file.ts";
import { WrongInputs, wrongInput } from "../inputs.ts";
import { type Looked, lookAt } from "../look-at.ts";
import { runUntilRest } from "../run-until-rest.ts";
import { Failed, type Running } from "../running.ts";
import { visitEach } from "../visit-each.ts";
import { writeWorkspaceFile } from "../workspace.ts";

/** Opens the postmortem of an incident, or of every one that is over and lacks it. */
export async function postmortem(running: Running): Promise<void> {
  const { inputs, place, world, say } = running;
  if (inputs.path !== undefined && inputs.issue === undefined) {
    throw new WrongInputs(
      wrongInput("path", inputs.path, "it together with issue: one file, one incident"),
    );
  }
  const visit = async (address: Address) => {
    const looked = await lookAt(address, running);
    if (!inputs.dryRun) await tell(address, looked, running);
  };
  if (inputs.issue !== undefined) {
    return visit({ ...place, issue: inputs.issue, seen: { wants: "postmortem" } });
  }
  const nowhere = { ...place, issue: 0, seen: {} };
  const wanted = await runUntilRest(() => findWithoutPostmortem(nowhere, world), running);
  if (wanted.length === 0) say.info("No incident lacks its postmortem.");
  const failed = await visitEach(wanted, visit);
  if (failed !== undefined) throw failed;
}

async function tell(address: Address, { incident }: Looked, running: Running): Promise<void> {
  const { inputs, say } = running;
  const { postmortem: made, status } = incident ?? {};
  if (made?.issue !== undefined) {
    say.output("number", made.issue.number);
    say.output("url", made.issue.url);
    say.info(`The postmortem of #${address.issue}: ${made.issue.url}`);
  } else if (inputs.issue !== undefined) {
    throw new Failed(why(address.issue, { status, reason: made?.why }));
  }
  if (incident !== undefined) await writeFile(address, running);
}

function why(
  issue: number,
  {
    status,
    reason,
  }: { status: Parameters<typeof isActive>[0] | undefined; reason: string | undefined },
): string {
  if (status === undefined) return `issue: got ${issue}, which is no incident; expected one`;
  if (isActive(status)) {
    return `issue: got ${issue}, whose incident is ${status}; expected one that is resolved`;
  }
  return `#${issue} has no postmortem${reason === undefined ? "" : `: ${reason}`}`;
}

/** The same as a file: proposed by a pull request, or left in the working directory. */
async function writeFile(address: Address, running: Running): Promise<void> {
  const { inputs, world, say } = running;
  if (inputs.output !== "pull-request" && inputs.path === undefined) return;
  const file = await runUntilRest(() => readPostmortemFile(address, world, inputs.path), running);
  if (inputs.output === "pull-request") {
    const pull = await runUntilRest(() => proposePostmortemFile(address, file, world), running);
    say.output("pull-request", pull.number);
    say.info(`The postmortem of #${address.issue} is proposed by #${pull.number}.`);
  } else {
    writeWorkspaceFile(file.path, file.text);
    say.info(`Wrote ${file.path}`);
  }
}
