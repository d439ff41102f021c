/** Whether a word can follow "should have" as what was not done: `tested`, `known`, `rolled`. */
export function isParticiple(word: string): boolean {
  return (
    irregular.has(word) || (/[a-z]{2}ed$/.test(word) && !/eed$/.test(word) && !nouns.has(word))
  );
}

/**
 * Whether it is most often a quality of what follows: "should have automated tests" asks for tests,
 * and says nothing of what was.
 */
export function isQuality(word: string): boolean {
  return qualities.has(word);
}

/** Whether it is hardly ever one: "should have paged somebody" tells of what did not happen. */
export function isDeed(word: string): boolean {
  return deeds.has(word);
}

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

const nouns = list("hundred kindred hatred sacred naked wicked biped moped watershed");

const irregular = list(`
  become been begun bought broken brought built caught chosen come cost cut dealt done drawn
  driven fallen fed felt forgotten fought found frozen given gone gotten got grown had heard
  held hidden hit hurt kept known laid led left lent let lost made meant met overridden paid
  proven put read rebuilt redone rerun reset rewritten risen run rung said seen sent set shown
  shrunk shut sold spent spent split spoken spotted spread spun stood stolen struck stuck sunk
  swept taken taught thought thrown told undone understood withdrawn woken won worn written
`);

const qualities = list(`
  agreed assigned associated automated based bounded broken built built-in centralized combined
  configured connected cost cut dedicated defined delegated described detailed documented
  enabled encrypted enforced expected fixed frozen generated hidden improved increased
  integrated isolated known left limited linked lost managed named nested ordered owned planned
  prepared proven public put read recommended reduced redundant related replicated required
  reset restricted run scheduled sealed set shared signed simplified split spread standardized
  structured supported tuned typed unexpected unified updated used versioned written
`);

const deeds = list(`
  acted added alerted asked avoided been begun blocked brought called caught caused checked
  chosen come contacted detected discovered done escalated failed fired flagged followed found
  given gone had happened heard helped kept known led listened looked made noticed paged
  prevented questioned raised realized recognized remembered responded restarted reverted rolled
  run seen sent spotted started stopped taken thought told tried triggered understood waited
  warned worked
`);
