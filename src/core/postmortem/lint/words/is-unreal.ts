import { isDeed, isParticiple, isQuality } from "./participles.ts";

/** `[before] should have [participle] [next]`, taken apart. */
export interface ModalPhrase {
  readonly verb: string;
  readonly participle: string;
  readonly next: string;
  /** What the sentence says before it. */
  readonly before: string;
  /** Whether it stands where luck is told of: there "could have" is the point. */
  readonly lucky: boolean;
}

/**
 * Whether a phrase tells of what did not happen. "Alerts should have a runbook link" and "alerts
 * should have tested runbooks" ask for something; "users could have seen errors" is what is not
 * known for sure.
 */
export function isUnreal(phrase: ModalPhrase): boolean {
  const participle = phrase.participle.toLowerCase();
  const speaker = speakerOf(phrase.before);
  if (!isParticiple(participle) || isAlreadyBlame(phrase.verb, participle)) return false;
  if (/^(?:should|ought)/i.test(phrase.verb)) return isPast({ ...phrase, participle }, speaker);
  if (phrase.lucky || audience.has(speaker)) return false;
  if (!isPast({ ...phrase, participle }, speaker)) return false;
  if (/^could/i.test(phrase.verb)) return true;
  return speakers.has(speaker) || speaker.startsWith("@") || isRemedy(participle, phrase.next);
}

/** "Should have known" is told as blame. */
function isAlreadyBlame(verb: string, participle: string): boolean {
  return participle === "known" && /^(?:should|ought)/i.test(verb);
}

/** Whether the participle is a deed and no quality of the thing that comes next. */
function isPast({ participle, next }: ModalPhrase, speaker: string): boolean {
  const follower = next.toLowerCase();
  if (follower === "" || isDeed(participle)) return true;
  if (small.has(follower) || /ly$/.test(follower) || /^[\d@]/.test(follower)) return true;
  return (speakers.has(speaker) || speaker.startsWith("@")) && !isQuality(participle);
}

/** What would have helped, rather than what users would have noticed. */
function isRemedy(participle: string, next: string): boolean {
  if (participle === "been") return better.has(next.toLowerCase());
  return remedies.has(participle);
}

function speakerOf(before: string): string {
  return /([\w'@-]+)\s*$/.exec(before.slice(-60))?.[1]?.toLowerCase() ?? "";
}

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

const speakers = list("i we he she they you nobody somebody someone everybody everyone team");

/** Of whom "could have seen" is said because nobody knows. */
const audience = list(`
  users user customers customer clients client visitors visitor readers people merchants buyers
  subscribers tenants attacker attackers anyone anybody anything requests request data some
`);

const remedies = list(`
  alerted averted avoided caught detected flagged helped limited made mitigated noticed
  prevented reduced revealed saved shortened shown spotted stopped
`);

const better = list(`
  avoided avoidable better caught cheaper detected earlier easier enough faster noticed possible
  prevented preventable quicker safer shorter simpler smaller sooner spotted stopped
`);

/** Words that do not begin with a quality what "have" is followed by. */
const small = list(`
  a about above after again against all along an and any around as at away back because before
  but by down during each earlier either enough even every everything for from further he her
  here him his how i if in instead into it its itself later less long longer me more my no not
  of off on once one only onto or our out over right she so some somebody someone something
  sooner such than that the their them then there these they this those through to together too
  two under until up upon us we well what when where which while who why with within without
  worse yet you your
`);
