/** One comment of the played incident, and how it has to be answered. */
export interface Line {
  readonly who: "ada" | "bob" | "carol" | "dave" | "olga";
  readonly says: string;
  readonly answer: "rocket" | "reply" | "nothing";
}

/** What everybody may do, as GitHub writes it. */
export const permissions = {
  ada: "maintain",
  bob: "write",
  carol: "write",
  dave: "triage",
  olga: "read",
} as const;

/** After the declaration: what is said, in moments a second apart. */
export const script: readonly (readonly Line[])[] = [
  [{ who: "bob", says: "/ack on it", answer: "rocket" }],
  [{ who: "carol", says: "/sev 1 nobody can pay", answer: "reply" }],
  [
    { who: "bob", says: "/note the queue grows", answer: "rocket" },
    { who: "carol", says: "/note the deploy looks guilty", answer: "rocket" },
    { who: "dave", says: "/note saw it first\n/note and again", answer: "rocket" },
  ],
  [{ who: "bob", says: "/comms @carol", answer: "reply" }],
  [
    { who: "olga", says: "/resolve works for me", answer: "reply" },
    { who: "dave", says: "thanks, all", answer: "nothing" },
  ],
  [{ who: "dave", says: "/sev 3", answer: "reply" }],
  [{ who: "ada", says: "/sev 2 half of it is back", answer: "reply" }],
  [{ who: "dave", says: "/status mitigating", answer: "rocket" }],
  [{ who: "bob", says: "/mitigated rolled back", answer: "rocket" }],
  [{ who: "bob", says: "/resolve 4.2.0 broke payments", answer: "rocket" }],
];

/** How the issue looks when all of it was carried out. */
export const expectedEnd = {
  state: "closed",
  labels: ["incident", "severity: SEV2", "status: resolved"],
} as const;
