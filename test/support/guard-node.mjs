// Runs before the tests. Plain JavaScript: a Node too old for this project cannot read TypeScript,
// and should still be able to say so.

const MINIMUM = [22, 20];
const LINUX = 24;

/**
 * What is wrong with this Node, in one line; undefined when nothing is.
 * @param {{ version: string, platform: string, isCi: boolean }} here
 */
export function nodeProblem({ version, platform, isCi }) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    return `This is Node ${version}; expected ${MINIMUM.join(".")} or newer. ${wayOut(platform)}`;
  }
  if (isCi && platform === "linux" && major !== LINUX) {
    return `This is Node ${version}; CI on Linux expects ${LINUX}. ${wayOut(platform)}`;
  }
  return undefined;
}

function wayOut(platform) {
  return platform === "linux"
    ? "`npm ci` without --omit=optional brings Node 24 for npm scripts; then run `npm test`."
    : "Install Node 24, for example `nvm install` in this folder.";
}

if (process.argv[1] === (await import("node:url")).fileURLToPath(import.meta.url)) {
  const { version, platform, env } = process;
  const problem = nodeProblem({ version, platform, isCi: (env.CI ?? "") !== "" });
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 1;
  }
}
