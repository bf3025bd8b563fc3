// A thread of the pool that does nothing but parse: what the sorter is held against.
import { parentPort } from "node:worker_threads";
import { languageOf } from "../../dist/classify/languages/index.js";
import { stepsFor } from "../../dist/syntax/bounds.js";
import { RuntimeKeeper } from "../../dist/syntax/runtime.js";

const keeper = new RuntimeKeeper();

async function parse({ path, text }) {
  const source = Buffer.from(text.bytes.buffer).toString("utf8");
  const { parser } = languageOf(path, "").grammar;
  const runtime = await keeper.ready();
  await runtime.load(parser);
  const tree = runtime.parse(parser, source, stepsFor(source.length));
  if (!tree) throw new Error(`${path} was not parsed`);
  tree.delete();
  return { answer: { sortings: [], order: [] } };
}

async function parseAll(tasks) {
  const replies = [];
  for (const task of tasks) replies.push(await parse(task));
  parentPort.postMessage(JSON.stringify(replies));
}

// In the order of the questions, as the sorter's threads answer.
let before = Promise.resolve();
parentPort.on("message", (tasks) => {
  before = before.then(() => parseAll(tasks));
});
parentPort.postMessage("ready");
