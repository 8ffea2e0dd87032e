/** Templates: a campaign is made from one, saved as another, and duplicated. */
import { strict as assert } from "node:assert";
import { openPage, settled, url } from "./browser.mjs";
import { client, openAs } from "./story.mjs";

const words = {
  "Product name": "Aurora",
  "Who it is for": "people who share an office",
  "The problem it solves": "colleagues talk while you work",
  "Main benefit, in a few words": "Hear only what matters",
  "Address of the product page": "https://example.com/aurora",
};

/** SHOTS names a folder for pictures of each page. */
async function look(page, name) {
  if (!process.env.SHOTS) return;
  await settled(page);
  await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
}

export const journeys = {
  "a campaign is made from a template, and saved as a template of its own": async (browser) => {
    const { account, call, open } = await client();
    await open();
    const page = await openPage(browser);
    await openAs(page, account, "/campaigns");
    await page.getByRole("link", { name: "New campaign" }).first().click();
    await page.getByRole("heading", { name: "New campaign" }).waitFor();
    await page.getByRole("link", { name: "Product launch" }).waitFor();
    await look(page, "1-gallery");
    await page.getByRole("link", { name: "Product launch" }).click();
    await page.getByRole("heading", { name: "Timeline: 12 tasks" }).waitFor();
    await page.getByText("is here: Main benefit").first().click();
    await look(page, "2-template");
    await page.getByRole("button", { name: "Use template" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("Aurora in spring");
    await dialog.getByLabel("Launch day").click();
    await page.locator("button[data-today], .mantine-DatePickerInput-day").last().click();
    for (const [label, value] of Object.entries(words)) await dialog.getByLabel(label).fill(value);
    await look(page, "3-use");
    await dialog.getByRole("button", { name: "Create campaign" }).click();
    await dialog.getByText("Made with").waitFor();
    await look(page, "4-made");
    await dialog.getByRole("link", { name: "Open campaign" }).click();
    await page.waitForURL(/campaigns\/[0-9a-f-]{36}/);
    const [campaign] = (await call("GET", "/api/campaigns")).items;
    assert.equal(campaign.name, "Aurora in spring");
    assert.equal(page.url().includes(campaign.id), true);

    await page.getByRole("navigation", { name: "Campaign" }).waitFor();
    await page.getByRole("button", { name: "More actions" }).first().click();
    await look(page, "5-menu");
    await page.getByRole("menuitem", { name: "Save as template" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save template" }).waitFor();
    await look(page, "6-save");
    await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Our launches");
    await page.getByRole("dialog").getByRole("button", { name: "Save template" }).click();
    await page.getByRole("dialog").getByText("Left out").waitFor();
    await look(page, "7-saved");
    await page.getByRole("dialog").getByRole("link", { name: "Open template" }).click();
    await page.getByRole("heading", { name: "Our launches" }).waitFor();
    await page.getByText("Not used yet").waitFor();
    await look(page, "8-own");
    await page.goto(`${url}/templates`);
    await page.getByRole("link", { name: "Our launches" }).waitFor();
    return [page];
  },
};
