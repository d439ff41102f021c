/** Tells a destination outside GitHub, such as Teams or Mattermost. */
export interface Webhooks {
  /**
   * One POST, signed where a key is configured. Throws `Again` where another try may help and
   * `Stop` where none would: no such destination, an address that may not be called, a refusal.
   */
  send(message: WebhookMessage): Promise<void>;
}

export interface WebhookMessage {
  /** The name that config gives the destination. */
  readonly target: string;
  /** From the config; absent where the environment has it, by that name. */
  readonly url?: string;
  /** The same for each try, so that the receiver can tell a repetition. */
  readonly key: string;
  /** JSON. */
  readonly body: string;
}
