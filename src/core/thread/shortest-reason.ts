/** In characters: anything shorter tells nobody why. */
export const shortestReason = 10;
