/** People without an account: they review by a link. */
import { strict as assert } from "node:assert";
import { openPage, settled } from "./browser.mjs";
import { fresh, openAs } from "./story.mjs";

/** A review that a client decides, and its link. */
export async function shared({ call, campaignId }) {
  await call("PUT", "/api/approvals/policies/client", {
    appliesTo: {},
    stages: [{ name: "Client", role: "external" }],
  });
  await call("POST", `/api/campaigns/${campaignId}/approvals/initialize`, { policy: "client", scopes: ["content"] });
  const { reviewId } = await call("POST", `/api/campaigns/${campaignId}/approvals/content/request`, {
    message: "Is this how you want to sound?",
  });
  const { url } = await call("POST", `/api/approvals/${reviewId}/share`, { may: ["comment", "approve"] });
  return { reviewId, link: new URL(url).pathname };
}

export const journeys = {
  "a client without an account comments and approves by a link on a phone, and a revoked link ends": async (
    browser,
  ) => {
    const story = await fresh();
    const { account, call, campaignId } = story;
    await call("POST", "/api/social/schedule", {
      campaignId,
      platform: "newsroom",
      title: "The shop opens at eight",
      text: "On Friday the shop opens at eight.",
      scheduledFor: new Date(Date.now() + 2 * 86_400_000).toISOString(),
    });
    const { reviewId, link } = await shared(story);
    const client = await openPage(browser, { width: 390, height: 844 });
    const { origin } = new URL(process.env.FANFARE_URL ?? "http://localhost:8080");
    await client.goto(origin + link);
    await client.getByText("Is this how you want to sound?").waitFor();
    await client.getByText("On Friday the shop opens at eight.").waitFor();
    await client.getByRole("textbox", { name: "Your name" }).fill("Clara");
    const post = client.getByRole("article", { name: "The shop opens at eight" });
    await post.getByRole("textbox", { name: "Comment" }).fill("Friendly. I like it.");
    await post.getByRole("button", { name: "Comment" }).click();
    await post.getByText("Clara (guest)").waitFor();
    await post.getByRole("button", { name: "Approve" }).click();
    await client.getByRole("heading", { name: "Approved" }).waitFor();
    const { state, stages } = await call("GET", `/api/approvals/${reviewId}`);
    assert.equal(state, "approved");
    assert.equal(stages[0].decisions[0].by, "Clara (guest)");

    const page = await openPage(browser);
    await openAs(page, account, `/approvals/${reviewId}`);
    // What was approved is settled.
    await page.getByRole("button", { name: "Show 1 resolved" }).click();
    await page.getByText("Friendly. I like it.").first().waitFor();
    await page.getByRole("button", { name: "Revoke link" }).click();
    await page.getByText("Link revoked.").waitFor();
    await client.goto(origin + link);
    await client.getByText("This link no longer works").waitFor();
    await settled(page);
    client.faults.splice(0);
    return [client, page];
  },
};
