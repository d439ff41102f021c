import type { Step } from "./thread-steps.ts";

const base = "/repos/acme/web";

/** Where what later rows need stands in earlier answers. */
export const codePlaces: Record<string, readonly [string, ...(string | number)[]]> = {
  $head: [`GET ${base}/branches/main`, "commit", "sha"],
  $rival: [`GET ${base}/branches/rival`, "commit", "sha"],
  $blob: [`POST ${base}/git/blobs`, "sha"],
  $newTree: [`POST ${base}/git/trees`, "sha"],
  $made: [`POST ${base}/git/commits`, "sha"],
  $tag: [`GET ${base}/git/ref/tags/v1`, "object", "sha"],
  $pullNode: [`POST ${base}/pulls`, "node_id"],
  $pull: [`POST ${base}/pulls`, "number"],
  $merged: [`PUT ${base}/pulls/$pull/merge`, "sha"],
  $deployment: [`POST ${base}/deployments`, "id"],
};

const installation = (request: string, status: number, more: Partial<Step> = {}): Step => ({
  as: "installation",
  request: request.replace(" ", ` ${base}`),
  status,
  ...more,
});
const person = (request: string, status: number, body?: unknown): Step => ({
  ...installation(request, status, { body }),
  as: "person",
});
const query = (given: Record<string, string>): Partial<Step> => ({ query: given });

/** A change on its way: read, written, proposed, merged, checked, deployed, released. */
export const codeSteps: readonly Step[] = [
  installation("GET /branches", 200),
  installation("GET /branches/main", 200),
  installation("GET /branches/rival", 200),
  installation("GET /branches/nowhere", 404),
  installation("GET /rules/branches/main", 200),
  installation("GET /rules/branches/not%2Fyet", 200),
  installation("GET /commits", 200, query({ sha: "rival", since: "2020-01-01T00:00:00Z" })),
  installation("GET /commits/main", 200),
  installation("GET /commits/$head", 200, query({ per_page: "100", page: "1" })),
  installation("GET /commits/$rival", 200),
  installation("GET /commits/beefbeefbeef", 422),
  installation("POST /git/blobs", 201, { body: { content: "b25l", encoding: "base64" } }),
  installation("GET /git/blobs/$blob", 200),
  installation("GET /git/blobs/$head", 404),
  installation("POST /git/trees", 201, {
    body: {
      base_tree: "$head",
      tree: [
        { path: "src/one.ts", mode: "100644", type: "blob", sha: "$blob" },
        { path: "src/pay.ts", mode: "100644", type: "blob", content: "1\n2\n3\n4\n" },
        { path: ".github/allclear.yml", mode: "100644", type: "blob", sha: null },
      ],
    },
  }),
  installation("GET /git/trees/main", 200, query({ recursive: "1" })),
  installation("GET /git/trees/$newTree", 200),
  installation("GET /git/trees/$blob", 404),
  installation("POST /git/commits", 201, {
    body: { message: "Pay once", tree: "$newTree", parents: ["$head"] },
  }),
  installation("GET /git/commits/$made", 200),
  installation("GET /git/commits/$blob", 404),
  installation("POST /git/refs", 201, { body: { ref: "refs/heads/fix/pay", sha: "$made" } }),
  installation("POST /git/refs", 422, { body: { ref: "refs/heads/fix/pay", sha: "$made" } }),
  installation("GET /git/ref/heads/fix/pay", 200),
  installation("GET /git/ref/heads/fix", 404),
  installation("GET /git/matching-refs/heads", 200),
  installation("GET /git/ref/tags/v1", 200),
  installation("GET /git/tags/$tag", 200),
  installation("GET /compare/main...fix%2Fpay", 200),
  installation("GET /compare/main...rival", 200),
  installation("GET /compare/main...nowhere", 404),
  person("POST /git/refs", 201, { ref: "refs/heads/scratch", sha: "$head" }),
  installation("PATCH /git/refs/heads/scratch", 200, { body: { sha: "$made" } }),
  installation("PATCH /git/refs/heads/scratch", 422, { body: { sha: "$rival" } }),
  installation("PATCH /git/refs/heads/scratch", 200, { body: { sha: "$rival", force: true } }),
  installation("POST /merges", 204, { body: { base: "scratch", head: "main" } }),
  installation("POST /merges", 409, { body: { base: "scratch", head: "fix/pay" } }),
  installation("POST /merges", 404, { body: { base: "nowhere", head: "main" } }),
  installation("PATCH /git/refs/heads/scratch", 200, { body: { sha: "$head", force: true } }),
  installation("POST /merges", 201, { body: { base: "scratch", head: "$made" } }),
  installation("DELETE /git/refs/heads/scratch", 204),
  installation("DELETE /git/refs/heads/scratch", 422),
  installation("POST /pulls", 201, {
    body: { title: "Pay once", body: "Because", head: "fix/pay", base: "main", draft: true },
  }),
  installation("POST /pulls", 422, { body: { title: "Again", head: "fix/pay", base: "main" } }),
  installation("GET /pulls", 200, query({ state: "all", head: "acme:fix/pay", base: "main" })),
  installation("GET /pulls/$pull", 200),
  installation("GET /issues/$pull", 200),
  installation("GET /pulls/$pull/files", 200),
  installation("GET /pulls/$pull/commits", 200),
  installation("PATCH /pulls/$pull", 200, { body: { title: "Pay exactly once" } }),
  installation("POST /pulls/$pull/requested_reviewers", 201, { body: { reviewers: ["tina"] } }),
  installation("POST /pulls/$pull/requested_reviewers", 422, { body: { reviewers: ["nobody"] } }),
  person("PUT /pulls/$pull/merge", 405, {}),
  installation("POST /check-runs", 201, {
    body: { name: "ci", head_sha: "$made", conclusion: "success" },
  }),
  installation("GET /commits/fix%2Fpay/check-runs", 200, query({ check_name: "ci" })),
  person("POST /statuses/$made", 201, { state: "success", context: "lint" }),
  installation("GET /commits/$made/status", 200),
  {
    as: "person",
    request: "POST /graphql",
    body: {
      query: `mutation($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) {
        pullRequest { isDraft } } }`,
      variables: { id: "$pullNode" },
    },
    status: 200,
  },
  person("PUT /pulls/$pull/merge", 200, { merge_method: "squash" }),
  person("PUT /pulls/$pull/merge", 405, {}),
  installation("GET /commits/$merged/pulls", 200),
  person("POST /deployments", 201, { ref: "$merged", environment: "staging", auto_merge: false }),
  person("POST /deployments", 422, { ref: "nowhere" }),
  person("POST /deployments/$deployment/statuses", 201, {
    state: "success",
    log_url: "https://ci.example.com/1",
  }),
  installation("POST /deployments", 403, { body: { ref: "main" } }),
  installation("GET /deployments", 200, query({ environment: "staging", sha: "$merged" })),
  installation("GET /deployments/$deployment", 200),
  installation("GET /deployments/1", 404),
  installation("GET /deployments/$deployment/statuses", 200),
  installation("GET /releases/latest", 404),
  person("POST /releases", 201, { tag_name: "v2", name: "Two", body: "Pays once" }),
  person("POST /releases", 422, { tag_name: "v2" }),
  installation("GET /releases", 200),
  installation("GET /releases/latest", 200),
  installation("GET /releases/tags/v2", 200),
  installation("GET /releases/tags/v3", 404),
  installation("GET /actions/runs", 200, query({ status: "failure" })),
];
