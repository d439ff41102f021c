/** Whether a 2xx says in its body that it failed, and whether that may pass. */
export function saidFailure(text: string): "passing" | "lasting" | undefined {
  if (!isTeamsFailure(text) && !isJsonFailure(text)) return undefined;
  return passing.some((sign) => sign.test(text)) ? "passing" : "lasting";
}

/** Microsoft Teams: 200, and in words what its own service answered. */
function isTeamsFailure(text: string): boolean {
  return /^\W*webhook message delivery failed/i.test(text);
}

function isJsonFailure(text: string): boolean {
  const { ok, success, status, error } = fieldsOf(text);
  if (ok === false || success === false) return true;
  if (ok === true || success === true) return false;
  const failed =
    typeof status === "string" && /^(error|fail(ed|ure)?|invalid event)$/i.test(status);
  return failed || Boolean(error);
}

const passing = [
  /\b(?:error|status|code)\w*["':= ]{0,5}(?:408|425|429|5\d\d)\b/i,
  /rate.?limit|too.many|try.again|temporar|unavailable/i,
  /internal.(?:server.)?error|time.?out|timed.out/i,
];

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
