/**
 * A new person from the sign-up to a campaign made from a real blog, counted in clicks and seconds: `node e2e/start.mjs
 * ADDRESS` against FANFARE_URL. A blog on a private address needs FANFARE_OUTGOING_ALLOW=host:port on the server. SHOTS names a
 * folder for pictures of each page, THEME and WIDTH how they look.
 */
import { strict as assert } from "node:assert";
import { openBrowser, openPage, overflow, settled, url } from "./browser.mjs";

const blog = process.argv[2];
if (!blog) throw new Error("Give the address of a blog: node e2e/start.mjs https://example.com");
const shots = process.env.SHOTS;
const width = Number(process.env.WIDTH ?? 1440);
const browser = await openBrowser();
const page = await openPage(browser, { width, height: width < 500 ? 844 : 900, theme: process.env.THEME ?? "light" });
const began = Date.now();
let clicks = 0;

async function click(role, name) {
  clicks += 1;
  await page.getByRole(role, { name }).first().click();
}

async function look(name) {
  await settled(page);
  assert.equal(await overflow(page), 0, `${name} scrolls sideways`);
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

const run = Date.now().toString(36);
await page.goto(`${url}/sign-up`);
await page.getByLabel("Your name").fill("Lena Brandt");
await page.getByLabel("E-mail").fill(`lena-${run}@example.com`);
await page.getByLabel("Workspace").fill("Hearth & Rye");
await page.getByLabel("Password", { exact: true }).fill("a long password");
await click("button", "Create account");

await page.getByRole("heading", { name: "What’s your website?" }).waitFor();
await look("1-website");
await page.getByLabel("Address of your website").fill(blog);
await click("button", "Read website");
await page.getByRole("heading", { name: "Your first campaign" }).waitFor({ timeout: 30_000 });
await look("2-found");
await click("button", "Make my campaign");
await page.getByRole("link", { name: "Open my campaign" }).waitFor({ timeout: 30_000 });
await look("3-made");
const items = await page.getByRole("main").locator("li b").count();
await click("link", "Open my campaign");
await page.getByRole("navigation", { name: "Campaign" }).waitFor();
await look("4-campaign");

// Approved scope by scope, as the only person of the workspace may, and launched.
await page.getByRole("navigation", { name: "Campaign" }).getByRole("link", { name: "Approvals" }).click();
clicks += 1;
await look("5-approvals");
for (const scope of ["Strategy", "Content", "Schedule"]) {
  const card = page.locator("section").filter({ has: page.getByRole("heading", { name: scope, exact: true }) });
  clicks += 2;
  await card.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await card.getByText("Approved", { exact: true }).waitFor();
}
await look("5-approved");
await click("button", "Launch");
await page.getByRole("dialog").waitFor();
await look("6-launch");
clicks += 1;
await page
  .getByRole("dialog")
  .getByRole("button", { name: /^Launch/ })
  .last()
  .click();
await page
  .getByText("Active", { exact: true })
  .or(page.getByText("Running", { exact: true }))
  .first()
  .waitFor();
await look("7-launched");

await page.goto(`${url}/`);
await page.getByText(/Get started/).waitFor();
await look("8-home");
await page.goto(`${url}/brand-kit`);
await page.getByRole("heading", { name: "Brand kit", level: 1 }).waitFor();
await look("9-brand-kit");
assert.deepEqual(page.faults, []);
console.log(`${items} drafts in ${clicks} clicks and ${((Date.now() - began) / 1000).toFixed(1)} s`);
await browser.close();
