/** Pictures of every page in both themes and widths: `npm run shots -- <folder> [names, with commas]`. */
import { mkdirSync } from "node:fs";
import { audit, openBrowser, openPage, overflow, settled, url } from "./browser.mjs";
import { furnished, openPages, pagesOf, signIn } from "./story.mjs";

const [folder = "shots", only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const story = await furnished();
const browser = await openBrowser();
const mail = (await waitForMail(story)).items[0];
let findings = 0;

for (const theme of (process.env.THEMES ?? "light,dark").split(","))
  for (const width of (process.env.WIDTHS ?? "1440,390").split(",").map(Number)) {
    const page = await openPage(browser, { theme, width, height: width < 500 ? 844 : 900 });
    await take(page, openPages, `${theme}-${width}`);
    await signIn(page, story.account);
    await take(page, pagesOf(story, mail?.id), `${theme}-${width}`);
    await page.context().close();
  }
await browser.close();
console.log(findings === 0 ? "Nothing to mend." : `${findings} pages to mend.`);

async function take(page, pages, suffix) {
  for (const [name, path] of Object.entries(pages)) {
    if (only && !only.split(",").includes(name)) continue;
    await page.goto(url + path);
    await settled(page);
    const faults = [...(await audit(page)), ...page.faults.splice(0)];
    const wide = await overflow(page);
    if (wide > 0) faults.push(`wider than the screen by ${wide}`);
    if (faults.length > 0) {
      findings += 1;
      console.log(`${name}-${suffix}\n  ${faults.join("\n  ")}`);
    }
    await page.screenshot({ path: `${folder}/${name}-${suffix}.png` });
  }
}

async function waitForMail({ call }) {
  for (let tries = 0; tries < 20; tries += 1) {
    const inbox = await call("GET", "/api/email/captured?limit=1");
    if (inbox.items.length > 0) return inbox;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return { items: [] };
}
