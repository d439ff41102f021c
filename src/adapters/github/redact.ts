const secrets = [
  /\bgithub_pat_[A-Za-z0-9_]+/g,
  /\bgh[a-z]_[A-Za-z0-9_.-]+/g,
  /\beyJ[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){1,2}/g,
  /\b(?:bearer|token|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /(?<=:\/\/)[^\s/@]+@/g,
  /-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g,
];

const longest = 300;

/** What GitHub or the network said, fit for a log line: one line, short, without credentials. */
export function redact(text: string): string {
  const clean = secrets.reduce((rest, secret) => rest.replace(secret, "[redacted]"), text);
  return clean.replace(/\s+/g, " ").trim().slice(0, longest);
}
