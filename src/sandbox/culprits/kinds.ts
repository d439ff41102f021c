/**
 * What goes wrong, and how often. Guesses: public reviews of incidents agree that changes to code
 * and configuration lead, and disagree about the rest.
 */
export const culpritKinds = {
  /** A change to the service's own code. */
  code: 36,
  /** Settings or a feature flag of the service. */
  settings: 16,
  dependencies: 10,
  migration: 8,
  infrastructure: 7,
  /** A library that nobody owns. */
  library: 8,
  /** Another service, by what it calls or is called with. */
  neighbor: 9,
  /** A deployment without a change: a secret, a setting of the platform, an old state. */
  deployment: 6,
} as const;

export type CulpritKind = keyof typeof culpritKinds;

/** What people and bots change on any day. */
export const noiseKinds = {
  code: 58,
  settings: 7,
  dependencies: 12,
  migration: 3,
  infrastructure: 4,
  library: 6,
  /** Texts and tests only. */
  harmless: 10,
} as const;

export type ChangeKind = keyof typeof noiseKinds;
