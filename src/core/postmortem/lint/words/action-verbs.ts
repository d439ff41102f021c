/** Whether a word names something one can do: `add`, `re-run`, `documenting`, `parallelize`. */
export function isActionVerb(word: string): boolean {
  const plain = word.toLowerCase();
  if (isKnown(plain)) return true;
  if (/.{3}(?:ize|ise|ify|ate)$/.test(plain) && !notVerbs.has(plain)) return true;
  const gerund = /^(.{2,})ing$/.exec(plain)?.[1];
  if (gerund === undefined || thingsInIng.has(plain)) return false;
  return [gerund, `${gerund}e`, gerund.replace(/(.)\1$/, "$1")].some(isKnown);
}

function isKnown(word: string): boolean {
  return verbs.has(word) || verbs.has(word.replace(/^(?:re|de|un|dis|auto|pre|co|over)-?/, ""));
}

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** They end like gerunds, and as the first word they name a thing. */
const thingsInIng = list(`
  alerting billing branding building caching engineering handling hosting learning logging
  meeting monitoring networking onboarding paging planning processing reporting routing scaling
  scheduling staffing testing throttling tooling tracing training
`);

const notVerbs = list(`
  accurate adequate alternate appropriate candidate certificate climate concise corporate
  delegate enterprise estate exercise immediate intermediate late legitimate otherwise private
  promise rate separate size state template update ultimate wise
`);

const verbs = list(`
  abolish accelerate accept acquire adapt add address adjust adopt advance advertise agree alert
  align allow analyze annotate announce append apply approve archive arrange ask assert assess
  assign attach audit augment automate avoid back backfill backport balance ban batch benchmark
  block book boost bring broadcast build bump buy cache calculate call cancel cap capture catch
  caution centralize certify change chart check choose clarify clean clear clone close collapse
  collect combine comment commission commit communicate compare complement complete compress
  condition configure confirm connect consider consolidate constrain contact contain continue
  convert convince coordinate copy correct cover create cut cycle debug decide decommission
  decouple decrease default defer define delay delegate delete deliver demand deny deploy
  deprecate derive describe design detect determine develop diagnose disable disallow discard
  discontinue discuss display distribute divide document double downgrade draft drain draw drop
  duplicate educate eliminate embed emit enable encourage encrypt end enforce engage enhance
  enlarge ensure envision escalate establish estimate evaluate examine exclude execute exercise
  expand experiment expire explain explore expose extend extract fail fetch file fill filter
  finalize finance find finish fix flag flush fold follow forbid force forward freeze gate
  gather generate get give grant group guarantee guard halve handle harden help hide hire hold
  identify ignore implement import improve include increase influence inform inject insert
  inspect install instrument integrate introduce inventory invest investigate invite isolate
  iterate join keep label launch learn let leverage lift limit link lint list load localize lock
  log look lower maintain make manage mandate map mark match measure mention merge migrate
  minimize mirror mitigate mock model modify monitor mount move mute name negotiate nominate
  normalize notify observe offer onboard open optimize order organize outline override own pace
  package page parallelize parse partition pass patch pause perform persist pick pilot pin place
  plan point poll port position post postpone practice prefer prepare present preserve prevent
  print prioritize probe procure produce profile prohibit promote propose protect prototype
  prove provide provision prune publish pull purchase purge push put quantify quarantine query
  question queue quote raise randomize reach read rebuild recalculate reconcile record recover
  redact redesign redirect reduce refactor reference refine refresh refuse regenerate register
  rehearse reject relax release remind remove rename renew reorder repair repeat replace
  replicate report reproduce request require rerun research reserve reset resize resolve restart
  restore restrict restructure retain rethink retire retry return reuse revert review revise
  revisit revoke rewrite ring roll rotate route run sample sanitize save scale scan schedule
  scope script search secure see seek segment select send separate sequence serve set settle
  setup shard share shift ship shorten show shrink shut sign silence simplify simulate size skip
  slow snapshot sort specify speed split spread stabilize staff stage standardize start state
  steer stop store streamline strengthen stress subscribe suggest summarize supplement supply
  support suppress surface survey suspend swap switch sync synchronize tag take talk teach tell
  terminate test throttle tidy tie tighten time toggle trace track train transfer transition
  translate treat trigger trim try tune turn unblock unify unlock update upgrade upload use
  validate vary vendor verify version view visit visualize wait walk warn watch whitelist widen
  wire withdraw work wrap write
`);
