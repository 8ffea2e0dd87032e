/** The work behind a campaign: its timeline, its tasks, and who does them. */
import { strict as assert } from "node:assert";
import { openPage, settled, url } from "./browser.mjs";
import { client, openAs } from "./story.mjs";

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Two people, and a campaign with the plan of its type. */
export async function withPlan({ call }, campaignId) {
  const { user } = await call("GET", "/api/auth/me");
  await call("POST", "/api/team", {
    name: user.name,
    personId: user.id,
    role: "Marketing lead",
    skills: [{ skill: "copywriting", level: 4 }],
  });
  await call("POST", "/api/team", { name: "Tom Hale", role: "Designer", skills: [{ skill: "design", level: 5 }] });
  await call("POST", `/api/campaigns/${campaignId}/timeline`, { date: inDays(70) });
  await call("POST", "/api/tasks/auto-assign", { campaignId });
}

export const journeys = {
  "a timeline is made, changed after its effect was seen, its tasks are assigned, and one is ticked off": async (
    browser,
  ) => {
    const { account, call, open } = await client();
    await open();
    const { id } = await call("POST", "/api/campaigns", { name: "Letters", type: "newsletter", startDate: inDays(60) });
    const page = await openPage(browser);
    await openAs(page, account, `/campaigns/${id}/plan?section=timeline`);
    await page.getByRole("button", { name: "Create timeline" }).click();
    await page.getByRole("button", { name: "Create timeline" }).click();
    await page.getByText("On track").waitFor();

    const first = page.getByRole("button", { name: /Choose the topic/ });
    await first.focus();
    await page.keyboard.press("Shift+ArrowRight");
    const effect = page.getByRole("region", { name: "Unsaved change" });
    await effect.getByText(/^\d+ tasks? moves?$/).waitFor();
    await effect.getByText(/^The finish/).waitFor();
    const before = await call("GET", `/api/campaigns/${id}/timeline`);
    assert.equal(before.tasks.find(({ title }) => title === "Choose the topic").durationDays, 1);
    await effect.getByRole("button", { name: "Save change" }).click();
    await page.getByText("Timeline saved.").waitFor();
    const after = await call("GET", `/api/campaigns/${id}/timeline`);
    assert.equal(after.tasks.find(({ title }) => title === "Choose the topic").durationDays, 2);

    await page.goto(`${url}/team`);
    await page.getByRole("button", { name: "Add person" }).first().click();
    await page.getByRole("dialog").getByRole("combobox", { name: "Login" }).click();
    await page.getByRole("option", { name: account.name }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Add person" }).click();
    await page.getByText("Added to the team.").waitFor();

    await page.goto(`${url}/campaigns/${id}/plan?section=tasks`);
    await page.getByRole("button", { name: "Assign", exact: true }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Assign \d+ tasks$/ })
      .click();
    await page.getByText(/tasks assigned\./).waitFor();

    await page.getByRole("link", { name: "My work" }).click();
    await page.getByRole("checkbox", { name: "Choose the topic: done" }).click();
    await page.getByText("Task done.").waitFor();
    await page.getByRole("link", { name: "Choose the topic", exact: true }).waitFor({ state: "detached" });
    await settled(page);
    return [page];
  },
};
