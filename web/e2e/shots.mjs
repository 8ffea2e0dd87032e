/**
 * Pictures of every page in both themes and widths: `npm run shots -- <folder> [names, with commas]`; THEMES and WIDTHS
 * choose some of them, WHOLE=true takes what is below the fold too.
 */
import { mkdirSync } from "node:fs";
import { audit, openBrowser, openPage, overflow, settled, url } from "./browser.mjs";
import { withPlan } from "./plan.mjs";
import { askingPages, brokenPages, longNames, longPages, rarePages, reviewed } from "./states.mjs";
import { asViewer, emptyPages, fresh, furnished, invited, openAs, openPages, pagesOf, statesOf } from "./story.mjs";

const [folder = "shots", only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const story = await furnished();
await withPlan(story, story.campaignId);
const nothing = await fresh();
const seen = await furnished();
const viewer = await invited(seen.call, "viewer");
await invited(seen.call, "reviewer");
const rare = await reviewed();
const long = await longNames();
const browser = await openBrowser();
const mail = (await waitForMail(story)).items[0];
let findings = 0;

for (const theme of (process.env.THEMES ?? "light,dark").split(","))
  for (const width of (process.env.WIDTHS ?? "1440,390").split(",").map(Number)) {
    const page = await openPage(browser, { theme, width, height: width < 500 ? 844 : 900 });
    await take(page, openPages, `${theme}-${width}`);
    await openAs(page, story.account);
    await take(page, pagesOf(story, mail?.id), `${theme}-${width}`);
    await take(page, statesOf(story), `${theme}-${width}`);
    await page.context().close();
    await takeAs(nothing.account, emptyPages(nothing), theme, width);
    await takeAs(viewer, asViewer(seen), theme, width);
    await takeAs(seen.account, askingPages(seen), theme, width);
    await takeAs(long.account, longPages(long), theme, width);
    await takeAs(rare.account, brokenPages(rare), theme, width);
    await takeAs(rare.account, rarePages(rare), theme, width);
  }
await browser.close();
console.log(findings === 0 ? "No findings." : `${findings} pages with findings.`);

async function takeAs(account, pages, theme, width) {
  const page = await openPage(browser, { theme, width, height: width < 500 ? 844 : 900 });
  await openAs(page, account);
  await take(page, pages, `${theme}-${width}`);
  await page.context().close();
}

async function take(page, pages, suffix) {
  for (const [name, place] of Object.entries(pages)) {
    if (only && !only.split(",").includes(name)) continue;
    const [path, act] = [place].flat();
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.goto(url + path);
    await settled(page).catch(() => console.log(`${name}: still loading`));
    if (act) await acted(page, name, act);
    const faults = [...(await audit(page)), ...page.faults.splice(0)];
    const wide = await overflow(page);
    if (wide > 0) faults.push(`wider than the screen by ${wide}`);
    if (faults.length > 0) {
      findings += 1;
      console.log(`${name}-${suffix}\n  ${faults.join("\n  ")}`);
    }
    await page.screenshot({ path: `${folder}/${name}-${suffix}.png`, fullPage: process.env.WHOLE === "true" });
  }
}

/** Does what leads to the state; what can't be done there is said and the picture taken all the same. */
async function acted(page, name, act) {
  page.setDefaultTimeout(4000);
  try {
    await act(page);
    await page.waitForTimeout(400);
  } catch (error) {
    findings += 1;
    console.log(`${name}: ${String(error).split("\n")[0]}`);
  }
  page.setDefaultTimeout(15_000);
}

async function waitForMail({ call }) {
  for (let tries = 0; tries < 20; tries += 1) {
    const inbox = await call("GET", "/api/email/captured?limit=1");
    if (inbox.items.length > 0) return inbox;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return { items: [] };
}
