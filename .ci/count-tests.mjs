// Prints `N passed, N failed` from the test runner's JSON report, and fails where that report shows
// a failure, a file without tests, a test that did not run, or nothing at all. A step that failed
// without leaving a trace in the report (the demo, the linter) counts as one failure.
import { readFileSync } from "node:fs";

const [reportPath, ...failedSteps] = process.argv.slice(2);
const { files, problem } = readReport(reportPath);
const tests = files.flatMap(({ assertionResults }) => assertionResults);
const passed = tests.filter(({ status }) => status === "passed");
const complaints = [
  ...(problem === undefined ? [] : [problem]),
  ...tests.filter((test) => test.status !== "passed").map((test) => describeTest(test)),
  ...files.filter(isBroken).map(({ name, message }) => `${name}: ${message || "ran no test"}`),
];
if (complaints.length === 0) complaints.push(...failedSteps.map((step) => `${step} failed`));

for (const complaint of complaints) console.error(complaint);
console.log(`${passed.length} passed, ${complaints.length} failed`);
process.exitCode = complaints.length === 0 ? 0 : 1;

function readReport(path) {
  try {
    const { testResults } = JSON.parse(readFileSync(path, "utf8"));
    const problem = testResults.length === 0 ? `${path} lists no test file` : undefined;
    return { files: testResults, problem };
  } catch (error) {
    return { files: [], problem: `No test report at ${path}: ${error.message}` };
  }
}

// Failed, but none of its tests did: it could not be loaded, or there were none.
function isBroken({ status, assertionResults }) {
  if (assertionResults.length === 0) return true;
  return status !== "passed" && assertionResults.every((test) => test.status === "passed");
}

function describeTest({ status, fullName }) {
  return `${status}: ${fullName}`;
}
