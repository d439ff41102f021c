/** The people of the contract of hosts; none has a role until a test gives one. */
export const hostPeople = ["alice", "bob", "rita", "member", "stranger"] as const;
