import type { Step } from "./thread-steps.ts";

const base = "/repos/acme/web";

/** Where what later rows need stands in earlier answers. */
export const followUpPlaces: Record<string, readonly [string, ...(string | number)[]]> = {
  $child: [`POST ${base}/issues`, "id"],
  $childNumber: [`POST ${base}/issues`, "number"],
};

const installation = (request: string, status: number, more: Partial<Step> = {}): Step => ({
  as: "installation",
  request: request.replace(" ", ` ${base}`),
  status,
  ...more,
});

/** What is lasting about an incident: comments all over, sub-issues, annotations. */
export const followUpSteps: readonly Step[] = [
  installation("POST /issues", 422, {
    body: { title: "Postmortem", assignees: ["nobody-at-all"] },
  }),
  installation("POST /issues", 201, {
    body: { title: "Alert on queue length", assignees: ["tina"] },
  }),
  installation("POST /issues/$childNumber/comments", 201, { body: { body: "/done" } }),
  installation("GET /issues/comments", 200, {
    query: { sort: "updated", direction: "asc", since: "2020-01-01T00:00:00Z", per_page: "100" },
  }),
  installation("GET /issues/$childNumber/parent", 404),
  installation("POST /issues/1/sub_issues", 201, { body: { sub_issue_id: "$child" } }),
  installation("POST /issues/1/sub_issues", 422, { body: { sub_issue_id: "$child" } }),
  installation("POST /issues/1/sub_issues", 404, { body: { sub_issue_id: 1 } }),
  installation("GET /issues/1/sub_issues", 200, { query: { per_page: "100" } }),
  installation("GET /issues/$childNumber/parent", 200),
  installation("GET /issues/$childNumber", 200),
  installation("GET /issues/1", 200),
  installation("DELETE /issues/1/sub_issue", 200, { body: { sub_issue_id: "$child" } }),
  installation("DELETE /issues/1/sub_issue", 404, { body: { sub_issue_id: "$child" } }),
  installation("PATCH /check-runs/$check", 200, {
    body: { output: { title: "Broken", summary: "Line 3", annotations: annotations(50) } },
  }),
  installation("PATCH /check-runs/$check", 422, {
    body: { output: { title: "Broken", summary: "Line 3", annotations: annotations(51) } },
  }),
  installation("GET /check-runs/$check/annotations", 200, { query: { per_page: "100" } }),
];

function annotations(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    path: "docs/postmortem.md",
    start_line: at + 1,
    end_line: at + 1,
    annotation_level: "warning",
    title: "No owner",
    message: "An action item needs an owner.",
  }));
}
