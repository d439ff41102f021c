import { ProbotOctokit } from "probot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";

let sandbox: Sandbox;
let octokit: ProbotOctokit;
const issue = { owner: "acme", repo: "web", issue_number: 1 };

beforeAll(async () => {
  sandbox = await createSandbox();
  sandbox.organization("acme");
  sandbox.repository("acme/web", { collaborators: { tina: "triage" } });
  const installation = sandbox.install("acme");
  octokit = new ProbotOctokit({
    baseUrl: sandbox.url,
    auth: {
      appId: sandbox.app.id,
      privateKey: sandbox.privateKey,
      installationId: installation.id,
    },
  });
  await sandbox.person("tina").opens("acme/web", { title: "Down" });
});

afterAll(() => sandbox.close());

test("the real client gets its own token and writes as the bot", async () => {
  const { data } = await octokit.rest.issues.createComment({ ...issue, body: "card" });
  expect(data.user?.login).toBe("allclear[bot]");
  const asked = sandbox.github.requests.map(({ route }) => route);
  expect(asked).toContain("/app/installations/{installation_id}/access_tokens");
});

test("the real client walks all pages of a long thread", async () => {
  for (let count = 0; count < 120; count += 1) {
    await sandbox.person("tina").comments({ repository: "acme/web", number: 1 }, `${count}`);
  }
  const all = await octokit.paginate(octokit.rest.issues.listComments, {
    ...issue,
    per_page: 100,
  });
  expect(all.map((one) => one.body)).toEqual(["card", ...Array(120).keys()].map(String));
});
