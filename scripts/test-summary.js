// Prints `N passed, N failed` from the report that jest writes with --json. A test file that could not be run
// counts as failed; tests that were skipped are named on a line before. Fails where a test failed or none ran.
import { readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, "utf8"));
const passed = report.numPassedTests;
const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
const skipped = report.numPendingTests + report.numTodoTests;
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0) process.exitCode = 1;
