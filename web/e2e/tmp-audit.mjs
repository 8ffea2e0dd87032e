import { openBrowser, openPage, settled, audit, overflow, url } from "./browser.mjs";
import { furnished, openAs } from "./story.mjs";
const story = await furnished();
const call = story.call;
await call("GET", "/api/contacts?limit=5");
const browser = await openBrowser();
for (const [theme, width] of [["light",1440],["dark",1440],["light",390],["dark",390]]) {
  const page = await openPage(browser, { theme, width, height: width < 500 ? 844 : 900 });
  await openAs(page, story.account);
  const shot = async (name, path, act) => {
    await page.goto(url + path); await settled(page);
    if (act) { await act(); await page.waitForTimeout(500); }
    console.log(name, theme, width, await audit(page), await overflow(page), page.faults.splice(0));
    await page.screenshot({ path: `/tmp/audit-shots/${name}-${theme}-${width}.png` });
  };
  await shot("audit", "/audit");
  await shot("reads", "/audit?class=access", () => page.getByRole("button", { name: /List contacts/ }).first().click());
  await shot("export", "/audit", () => page.getByRole("button", { name: "Export" }).click());
  await shot("retention", "/audit", async () => { await page.getByRole("button", { name: "Retention" }).click(); await page.getByRole("checkbox", { name: "Different for kinds of entries" }).check({force:true}); await page.getByRole("switch", { name: "Legal hold" }).check({force:true}); });
  await shot("guide", "/guide/audit-trail");
  await page.context().close();
}
await browser.close();
