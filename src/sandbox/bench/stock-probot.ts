import { Probot, type ProbotOctokit } from "probot";
import type { Place } from "./stage.ts";

/** In milliseconds. */
export interface FourWrites {
  /** Each of them notifies people. */
  readonly comments: number;
  /** One comment, and three that notify nobody. */
  readonly quiet: number;
}

interface Issue {
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}

/** How long a bare Probot app with all its defaults needs for four writes. */
export async function timeFourWrites(place: Place): Promise<FourWrites> {
  return {
    comments: await time(place, async (octokit, issue) => {
      for (const body of ["a card", "a telling", "an answer", "an update"]) {
        await octokit.rest.issues.createComment({ ...issue, body });
      }
    }),
    quiet: await time(place, async (octokit, on) => {
      const { owner, repo } = on;
      const { data } = await octokit.rest.issues.createComment({ ...on, body: "a card" });
      await octokit.rest.issues.addLabels({ ...on, labels: ["status: triage"] });
      await octokit.rest.issues.update({ ...on, body: "a marker" });
      await octokit.rest.issues.updateComment({ owner, repo, comment_id: data.id, body: "it" });
    }),
  };
}

/** Each time a Probot of its own, so that nothing waits for what came before. */
async function time(
  { sandbox, repository, ada }: Place,
  write: (octokit: ProbotOctokit, issue: Issue) => Promise<void>,
): Promise<number> {
  const [installation] = sandbox.world.installations.values();
  const { number } = await ada.opens(repository, { title: "For scale", body: "Four writes." });
  const octokit = await bareProbot(sandbox).auth(installation?.id);
  const [owner = "", repo = ""] = repository.split("/");
  const issue = { owner, repo, issue_number: number };
  // A read first: token and connection are there when the clock starts.
  await octokit.rest.issues.get(issue);
  const started = performance.now();
  await write(octokit, issue);
  return performance.now() - started;
}

function bareProbot({ app, privateKey, webhookSecret, url }: Place["sandbox"]): Probot {
  return new Probot({
    appId: app.id,
    privateKey,
    secret: webhookSecret,
    baseUrl: url,
    logLevel: "fatal",
  });
}
