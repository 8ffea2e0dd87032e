/**
 * How fast the pages are on a slow processor: `npm run speed` against a server at FANFARE_URL. Prints the JavaScript of the first
 * load, the time of each page change, and the interaction to next paint, and fails beyond 250 kB, 300 ms and 200 ms (75th
 * percentile, processor slowed down four times: SLOWER). A timeline of 10,000 tasks opens within a second, without slowing down.
 * Nothing else may run beside it.
 */
import { openBrowser, openPage, settled, url } from "./browser.mjs";
import { largePlan, openAs, showroom } from "./story.mjs";

const slower = Number(process.env.SLOWER ?? 4);
const limits = { load: 250, change: 300, interaction: 200, plan: 1000 };
const planned = 10_000;
const story = await showroom();
const browser = await openBrowser();
const page = await openPage(browser);
await page.addInitScript(watchInteractions);
const devtools = await page.context().newCDPSession(page);

const scripts = new Map();
await devtools.send("Network.enable");
devtools.on("Network.responseReceived", ({ requestId, type, response }) => {
  if (type === "Script")
    scripts.set(requestId, Number(response.headers["content-length"] ?? response.headers["Content-Length"]));
});
await openAs(page, story.account);
await settled(page);
const load = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
await devtools.send("Network.disable");

const places = ["Campaigns", "Approvals", "Calendar", "Audience", "Library", "Studio", "Newsroom", "Sent", "Home"];
const tabs = ["Plan", "Content", "Calendar", "Approvals", "Results", "Overview"];
// The first round loads the code of the pages, as the first minutes of a person do.
for (const round of ["first", "measured"]) {
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: round === "first" ? 1 : slower });
  const changes = [];
  await page.goto(`${url}/`);
  await settled(page);
  await page.evaluate(() => globalThis.interactions.clear());
  for (const name of places)
    changes.push([
      name,
      await change(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).first()),
    ]);
  await page.goto(`${url}/campaigns/${story.campaignId}`);
  await settled(page);
  for (const name of tabs)
    changes.push([
      `Tab ${name}`,
      await change(page.getByRole("navigation", { name: "Campaign" }).getByRole("link", { name })),
    ]);
  await workOnPages();
  if (round === "first") continue;
  const interactions = await page.evaluate(() => [...globalThis.interactions.entries()]);
  report(changes, interactions, await openLargePlan());
}
await browser.close();

/** The middle of the last five of ten times, in ms: by then the server has compiled what it runs. */
async function openLargePlan() {
  // What slows down one page takes time of the others too.
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const { account, campaignId } = await largePlan(planned);
  const other = await openPage(browser);
  await openAs(other, account, `/campaigns/${campaignId}/plan`);
  const times = [];
  for (let time = 0; time < 10; time++) {
    await other.goto(`${url}/campaigns/${campaignId}/plan`);
    await settled(other);
    const began = performance.now();
    await other.getByText("Timeline", { exact: true }).first().click();
    await other.locator("[data-line]").first().waitFor();
    times.push(performance.now() - began);
  }
  return percentile(times.slice(5), 0.5);
}

/** From the click to the paint of the complete page, in ms. People point at a link for a moment before they click. */
async function change(link) {
  await link.hover();
  await page.waitForTimeout(120);
  await page.evaluate(watchChange);
  await link.click();
  const took = await page.evaluate(() => globalThis.change);
  await settled(page);
  return took;
}

/** What people do on a page: type, choose, open and close. */
async function workOnPages() {
  await page.goto(`${url}/campaigns/${story.campaignId}/content`);
  await settled(page);
  for (const key of ["j", "j", "k", "x", "Escape"]) await press(key);
  await press("Control+k");
  for (const key of "news") await press(key);
  for (const key of ["ArrowDown", "ArrowDown", "Escape"]) await press(key);
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.waitForTimeout(250);
  await press("Escape");
  await page.goto(`${url}/campaigns/${story.campaignId}/content/items/${story.creativeId}`);
  await settled(page);
  await page.locator('[contenteditable="true"], textarea').first().click();
  for (const key of "A few more words.") await press(key === " " ? "Space" : key);
  await page.waitForTimeout(1500);
  await page.goto(`${url}/calendar`);
  await settled(page);
  for (const name of ["Week", "Month"]) {
    await page.getByRole("radiogroup", { name: "View" }).getByText(name, { exact: true }).click();
    await page.waitForTimeout(250);
  }
}

async function press(key) {
  await page.keyboard.press(key);
  await page.waitForTimeout(60);
}

function report(changes, interactions, plan) {
  const times = changes.map(([, ms]) => ms);
  const latencies = interactions.map(([, { duration }]) => duration);
  for (const [name, ms] of changes) console.log(`  ${String(Math.round(ms)).padStart(5)} ms  ${name}`);
  for (const [, { name, duration }] of interactions.sort((a, b) => b[1].duration - a[1].duration).slice(0, 5))
    console.log(`  ${String(duration).padStart(5)} ms  slowest interactions: ${name}`);
  const results = [
    ["JavaScript of the first load", load / 1000, limits.load, "kB"],
    ["Page change, p75", percentile(times, 0.75), limits.change, "ms"],
    [`Interaction to next paint, p75 of ${latencies.length}`, percentile(latencies, 0.75), limits.interaction, "ms"],
    [`Timeline of ${planned.toLocaleString("en")} tasks opens`, plan, limits.plan, "ms"],
  ];
  for (const [what, is, limit, unit] of results)
    console.log(`${is <= limit ? "ok  " : "FAIL"} ${what}: ${Math.round(is)} ${unit} (at most ${limit})`);
  if (results.some(([, is, limit]) => is > limit)) process.exitCode = 1;
}

function percentile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

/** In the page: resolves with the time from the next click until a page with another address stands there without placeholders. */
function watchChange() {
  const before = location.pathname;
  globalThis.change = new Promise((resolve) => {
    addEventListener(
      "click",
      ({ timeStamp }) => {
        const look = () => {
          const ready =
            location.pathname !== before &&
            document.querySelector("h1") &&
            !document.querySelector('[data-bone], [aria-label="Loading"], [data-pending]');
          if (ready) requestAnimationFrame((paint) => resolve(Math.max(0, paint - timeStamp)));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  });
}

/** In the page: the longest event of each interaction, as browsers report it. */
function watchInteractions() {
  const stored = JSON.parse(sessionStorage.getItem("interactions") ?? "[]");
  globalThis.interactions = new Map(stored);
  new PerformanceObserver((list) => {
    for (const { interactionId, duration, name } of list.getEntries()) {
      if (!interactionId) continue;
      const key = `${performance.timeOrigin}-${interactionId}`;
      if ((globalThis.interactions.get(key)?.duration ?? 0) < duration)
        globalThis.interactions.set(key, {
          name: `${name} on ${location.pathname.replace(/[0-9a-f-]{36}/g, "…")}`,
          duration,
        });
    }
    sessionStorage.setItem("interactions", JSON.stringify([...globalThis.interactions]));
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}
