import { checkRules, findText, type Rule } from "./rule.ts";

const isCode = (path: string) => /^(src|action|schema|test)\/.*\.ts$/.test(path);
/** Where one of those words is a noun of the domain. */
const DOMAIN_NOUNS: Readonly<Record<string, string>> = {
  "src/core/thread/services.ts": "the services an incident affects",
  "src/core/thread/slash-commands/service.ts": "the command /service",
};

const wrongName = (isWrong: boolean) => (isWrong ? [{ line: 1, what: "is called that" }] : []);

const rules: readonly Rule[] = [
  {
    says: "No drawer called utils, helpers, common, services, manager or types",
    instead:
      "Such a name tells nobody what is inside. Whose is it? Put it beside its only user, in the " +
      "folder of the noun it speaks of, or, if it could be in a standard library, into src/std/",
    covers: (path) => isCode(path) && !(path in DOMAIN_NOUNS),
    find: ({ path }) =>
      wrongName(/(^|[/.-])(utils?|helpers?|common|services?|managers?|types)(\/|\.ts$)/.test(path)),
    offender: { path: "src/core/date-utils.ts", text: "" },
  },
  {
    says: "A file is named in lower case, with dashes, and never index.ts",
    instead: "Name it after the thing it exports: it is what people look for",
    covers: isCode,
    find: ({ path }) =>
      wrongName(/(^|\/)index\.ts$/.test(path) || !/^([a-z0-9-]+[/.])+ts$/.test(path)),
    offender: { path: "src/core/index.ts", text: "" },
  },
  {
    says: "Nothing names a folder of the machine it was written on",
    instead: "Use a path from the repository's root, or the system's temporary folder",
    covers: () => true,
    find: (file) =>
      findText(file, /(?<![\w.})*-])\/(?:work|root|home\/\w+|Users\/\w+)(?:\/|\b)\S*/),
    offender: { path: "src/a.ts", text: `// see ${["", "home", "me", "notes"].join("/")}` },
  },
  {
    says: "No source assumes where temporary files go",
    instead: "Ask os.tmpdir() for it, in an adapter",
    covers: (path) => path.startsWith("src/"),
    find: (file) => findText(file, /["'`]\/tmp\b\S*/),
    offender: { path: "src/a.ts", text: 'const place = "/tmp/allclear";' },
  },
  {
    says: "Nothing names a host that packages come from",
    instead: "Whoever installs has their own; npm's configuration knows it",
    covers: () => true,
    find: (file) => findText(file, /npmjs\.(?:org|com)|yarnpkg\.com|npm\.pkg\.github|jsr\.io/i),
    offender: { path: "README.md", text: `https://www.${"npmjs"}.com/` },
  },
  {
    // Spelled with classes of one letter, so that this file does not name them either.
    says: "Nothing tells which tools it was written with",
    instead: "Readers want to know what the code does. Leave it out",
    covers: () => true,
    find: (file) =>
      findText(
        file,
        /\b(?:cl[a]ude|anthr[o]pic|open[a]i|chatg[p]t|gp[t]-\d|cop[i]lot|[A]I-generated|ll[m]s?)\b/i,
      ),
    offender: { path: "README.md", text: `made with chat${"GPT"}` },
  },
];

checkRules(rules);
