/**
 * Journeys in a real browser against a real server: FANFARE_URL, http://localhost:8080 by default. Each has its own
 * workspace, so two run at a time (JOURNEYS_AT_ONCE). A part of a name as the argument runs only those.
 */
import { strict as assert } from "node:assert";
import { openBrowser, overflow } from "./browser.mjs";
import { journeys as guests } from "./guest.mjs";
import { journeys as people } from "./journeys.mjs";
import { journeys as pages } from "./pages.mjs";
import { journeys as plans } from "./plan.mjs";
import { journeys as starts } from "./start.mjs";
import { journeys as templates } from "./templates.mjs";

const only = process.argv[2] ?? "";
const atOnce = Number(process.env.JOURNEYS_AT_ONCE ?? 2);
// The long ones first, so that none is left alone at the end.
const waiting = Object.entries({ ...pages, ...people, ...starts, ...plans, ...guests, ...templates }).filter(([name]) =>
  name.includes(only),
);
const started = Date.now();
let failed = 0;

await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, work));
console.log(`${failed} failed, ${seconds(started)} in all`);
if (failed > 0) process.exit(1);

/** Each worker has a browser of its own. */
async function work() {
  const browser = await openBrowser();
  for (let next = waiting.shift(); next; next = waiting.shift()) await run(browser, ...next);
  await browser.close();
}

async function run(browser, name, journey) {
  const began = Date.now();
  try {
    for (const page of await journey(browser)) {
      assert.deepEqual(page.faults, []);
      assert.equal(await overflow(page), 0);
    }
    console.log(`  ok    ${name} (${seconds(began)})`);
  } catch (error) {
    failed += 1;
    console.error(`  FAIL  ${name} (${seconds(began)})\n${String(error.stack ?? error).replace(/^/gm, "        ")}`);
  }
  for (const context of browser.contexts()) await context.close().catch(() => undefined);
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
