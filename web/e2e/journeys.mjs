/** What people do here, from the sign-up to the public page. */
import { strict as assert } from "node:assert";
import { go, openPage, overflow, settled, url } from "./browser.mjs";
import { blog, client, dueByHand, fresh, furnished, invited, openAs, planned } from "./story.mjs";

export const journeys = {
  "sign-up, a post, its approval, and the post on the public page": async (browser) => {
    const { account } = await client();
    const page = await openPage(browser);
    await signUp(page, account);
    await makeCampaign(page, "Aurora");

    await page.getByRole("navigation", { name: "Campaign" }).getByRole("link", { name: "Content" }).click();
    await create(page, "Post");
    await page.getByLabel("Name", { exact: true }).fill("Aurora is here");
    await page.getByRole("tab", { name: /Newsroom/ }).click();
    await page.getByRole("textbox", { name: "Text" }).click();
    await page.keyboard.type("It is ");
    await page.keyboard.press("Control+b");
    await page.keyboard.type("out");
    await page.keyboard.press("Control+b");
    await page.keyboard.type(" today.");
    await page.getByRole("complementary", { name: "Preview" }).getByText("out", { exact: true }).waitFor();
    await page.getByText(/^Saved \d/).waitFor();
    await page.getByRole("button", { name: "Schedule on Newsroom" }).click();
    await page.getByText("1 post scheduled").waitFor();
    await page.getByRole("link", { name: "Back" }).click();
    await page.getByRole("link", { name: "Aurora is here" }).first().waitFor();

    await page.getByRole("navigation", { name: "Campaign" }).getByRole("link", { name: "Approvals" }).click();
    await approve(page, "content");
    await approve(page, "schedule");
    await page.getByText("Everything scheduled is approved").waitFor();

    await page.getByRole("navigation", { name: "Campaign" }).getByRole("link", { name: "Content" }).click();
    // Its draft has the same name and is listed before it.
    await page.getByRole("button", { name: "Actions for Aurora is here" }).last().click();
    await page.getByRole("menuitem", { name: "Publish now" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish now" }).click();
    await stateOf(page, "Published").waitFor();

    await go(page, "/newsroom");
    await page.getByRole("heading", { name: "Newsroom" }).waitFor();
    const link = page.getByRole("link", { name: /Aurora is here/ });
    const address = await link.getAttribute("href");
    const reader = await openPage(browser);
    await reader.goto(new URL(address, url).href);
    await reader.getByRole("heading", { name: "Aurora is here" }).first().waitFor();
    assert.equal(await reader.locator("strong").first().textContent(), "out");
    return [page, reader];
  },

  "a blog post becomes texts for its places, one is edited, compared, brought back and planned": async (browser) => {
    const { account } = await client();
    const page = await openPage(browser);
    await signUp(page, account);
    await makeCampaign(page, "Aurora");
    await page.getByRole("navigation", { name: "Campaign" }).getByRole("link", { name: "Content" }).click();
    await create(page, "From a blog post");
    await page.getByLabel("Or paste the post").fill(blog);
    for (const name of ["LinkedIn", "Instagram", "X", "TikTok"])
      await page
        .getByRole("group", { name: "Channels" })
        .getByRole("button", { name: new RegExp(`^${name}`) })
        .click();
    await page.getByRole("button", { name: "Create 6 drafts" }).click();
    await page.getByRole("heading", { name: "The quietest headphones we ever built", level: 1 }).waitFor();
    await page.getByText("Nov 18, 2026").waitFor();
    await page.getByRole("tab", { name: "X" }).click();
    await page.getByRole("tabpanel").getByText("quietest pair of headphones").first().waitFor();
    await page.getByRole("tab", { name: "LinkedIn" }).click();
    await page.getByRole("tabpanel").getByRole("button", { name: "Approve" }).click();
    await page.getByRole("tabpanel").getByText("Approved", { exact: true }).waitFor();

    await page.getByRole("tabpanel").getByRole("link", { name: "Edit" }).click();
    const caption = page.getByRole("textbox", { name: "Text" });
    const before = await caption.inputValue();
    await caption.fill(`Listen.\n\n${before}`);
    await page.getByText("Saving…").waitFor();
    await page.getByText(/^Saved \d/).waitFor();
    await page.getByRole("button", { name: "Rewrite", exact: true }).click();
    await page.getByRole("button", { name: "Suggest", exact: true }).click();
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText("Applied as a new revision.").waitFor();
    await page.getByRole("button", { name: "Versions" }).click();
    await page.getByRole("button", { name: /^1\. Created/ }).click();
    await page.getByRole("button", { name: "Restore" }).click();
    await page.getByText("Revision 1 restored").waitFor();
    await page.waitForFunction((text) => document.querySelector("#channel-caption").value === text, before);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Add a channel" }).click();
    await page.getByRole("menuitem", { name: "Newsroom" }).click();
    await page.getByRole("button", { name: "Schedule on Newsroom" }).click();
    await page.getByText("1 post scheduled").waitFor();
    return [page];
  },

  "a mailing to three addresses goes out once to each and is read in the inbox": async (browser) => {
    const { account } = await client();
    const page = await openPage(browser);
    await signUp(page, account);
    await makeCampaign(page, "Letters");
    await page.getByRole("navigation", { name: "Campaign" }).getByRole("link", { name: "Content" }).click();
    await create(page, "E-mail");
    await page.getByLabel("Subject").fill("We are open");
    await page.getByLabel("Message", { exact: true }).fill("Come in, all of you.");
    await page.getByText("List", { exact: true }).click();
    await page
      .getByLabel("Addresses")
      .fill("Ann Lee <ann@example.org>\nben@example.org\ncarla@example.org,Carla\nANN@example.org\nnobody");
    await page.getByText("3 recipients").waitFor();
    await page.getByText("1 duplicate skipped").waitFor();
    await page.getByText("1 line without an address").waitFor();
    await page.getByLabel("E-mail name").fill("Opening");
    await page.getByText(/^Saved \d/).waitFor();
    await page.frameLocator('iframe[title="E-mail preview"]').getByText("Come in").waitFor();

    const id = /campaigns\/([^/]+)/.exec(page.url())[1];
    await page.getByRole("button", { name: "Set time" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Set time" }).click();
    await page.getByText("Time set.").waitFor();
    await go(page, `/campaigns/${id}/approvals`);
    await approve(page, "content");
    await approve(page, "schedule");
    await go(page, `/campaigns/${id}/content`);
    await page.getByRole("button", { name: "Actions for Opening" }).click();
    await page.getByRole("menuitem", { name: "Send now" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Send (now|to test inbox)$/ })
      .click();
    await stateOf(page, "In test inbox").waitFor({ timeout: 30_000 });

    await go(page, "/inbox");
    await page
      .getByRole("link", { name: /ann@example\.org/i })
      .first()
      .waitFor();
    const mails = page.getByRole("link", { name: /We are open/ });
    await mails.nth(2).waitFor();
    assert.equal(await mails.count(), 3);
    await page.getByRole("link", { name: /carla@example\.org/ }).click();
    await page.frameLocator("iframe").getByText("Come in").waitFor();
    await page.getByText("Headers", { exact: true }).click();
    await page.getByText("List-Unsubscribe", { exact: true }).waitFor();
    return [page];
  },

  "a launch is undone within ten seconds, and the next one is not": async (browser) => {
    const { account, call, open } = await client();
    await open();
    const { id } = await call("POST", "/api/campaigns", { name: "Aurora", channels: ["newsroom"] });
    const due = { campaignId: id, platform: "newsroom", title: "Due at once", text: "Now." };
    await call("POST", "/api/social/schedule", { ...due, scheduledFor: new Date(Date.now() - 5000).toISOString() });
    for (const scope of ["content", "schedule"])
      await call("POST", `/api/campaigns/${id}/approvals/${scope}/approve`, {});
    const page = await openPage(browser);
    await openAs(page, account);
    await page.goto(`${url}/campaigns/${id}`);
    const launch = async () => {
      await page.getByRole("button", { name: "Launch", exact: true }).first().click();
      const sheet = page.getByRole("dialog", { name: "Launch “Aurora”" });
      await sheet.getByText("Due at once").waitFor();
      await sheet.getByRole("button", { name: "Launch campaign" }).click();
      return page.getByRole("status").filter({ hasText: "Launching “Aurora”." });
    };
    const countdown = await launch();
    await countdown.getByRole("button", { name: /Undo/ }).click();
    await page.getByText("Undone. Nothing was sent.").waitFor();
    assert.equal((await call("GET", `/api/campaigns/${id}`)).status, "draft");
    assert.equal((await call("GET", `/api/deliveries?campaignId=${id}`)).items.length, 0);

    await (await launch()).waitFor({ state: "detached", timeout: 20_000 });
    await page.getByText("Running", { exact: true }).first().waitFor();
    for (let tries = 0; ; tries += 1) {
      const { items } = await call("GET", `/api/deliveries?campaignId=${id}`);
      if (items[0]?.state === "confirmed") break;
      assert.ok(tries < 100, "the post was not published after the ten seconds");
      await page.waitForTimeout(100);
    }
    return [page];
  },

  "a word that changes after the approval needs review again": async (browser) => {
    const { account, call, campaignId, queueId } = await planned();
    await call("POST", `/api/campaigns/${campaignId}/approvals/content/approve`, {});
    const page = await openPage(browser);
    await openAs(page, account, `/campaigns/${campaignId}/content/posts/${queueId}`);
    const text = page.getByLabel("Text", { exact: true });
    await text.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" And one word more.");
    await page.getByText(/^Saved \d/).waitFor();
    await go(page, `/campaigns/${campaignId}/approvals`);
    await page.getByText("Changed since the last decision:").waitFor();
    await page.getByText("Changed", { exact: true }).waitFor();
    await page.getByText("Needs review", { exact: true }).first().waitFor();
    await call("POST", `/api/campaigns/${campaignId}/approvals/content/approve`, {});
    await page.getByText("Changed since the last decision:").waitFor({ state: "detached" });
    return [page];
  },

  "a reviewer sends a post back, its author reads why, changes it, and gets it approved": async (browser) => {
    const { account, call, campaignId } = await planned();
    await call("POST", "/api/social/schedule", {
      campaignId,
      platform: "newsroom",
      title: "The shop opens at eight",
      text: "On Friday the shop opens at eight.",
      scheduledFor: new Date(Date.now() + 2 * 86_400_000).toISOString(),
    });
    const request = (scope) => call("POST", `/api/campaigns/${campaignId}/approvals/${scope}/request`, {});
    const { reviewId } = await request("content");
    await request("schedule");
    const vera = await openPage(browser);
    await openAs(vera, await invited(call, "reviewer"), `/approvals/${reviewId}`);
    await vera
      .getByRole("button", { name: /The shop opens at eight/ })
      .first()
      .click();
    await vera.getByRole("button", { name: "Request changes" }).click();
    await vera.getByRole("textbox", { name: /What should change/ }).fill("We open at nine.");
    await vera.getByRole("button", { name: "Request changes" }).last().click();
    await vera
      .getByRole("button", { name: /^Approve\b(?! remaining)/ })
      .first()
      .click();

    const page = await openPage(browser);
    await openAs(page, account);
    await page.getByRole("button", { name: /^Notifications/ }).click();
    await page.getByText("Changes requested: “The shop opens at eight”").first().click();
    await page.getByText("Vera Lind requested changes").waitFor();
    await page.getByText("We open at nine.").waitFor();
    const text = page.getByRole("textbox", { name: "Text" });
    await text.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("On Friday the shop opens at nine.");
    await page.getByRole("button", { name: "Request approval" }).click();
    await page.getByText("Approval requested.").first().waitFor();

    await go(vera, "/approvals");
    await vera
      .getByRole("main")
      .getByRole("link", { name: /Nothing yet/ })
      .first()
      .click();
    await vera.getByText("On Friday the shop opens at nine.").first().waitFor();
    await vera
      .getByRole("button", { name: /^Approve\b(?! remaining)/ })
      .first()
      .click();
    await go(page, `/campaigns/${campaignId}/approvals`);
    await page.getByText("Everything scheduled is approved").waitFor();
    return [page, vera];
  },

  "what someone else changes is on the screen within a second": async (browser) => {
    const { account, call, campaignId, queueId } = await planned();
    const page = await openPage(browser);
    await openAs(page, account, `/campaigns/${campaignId}/content`);
    await page.getByRole("link", { name: "Aurora is here" }).waitFor();
    await settled(page);
    const times = [];
    for (const title of ["Aurora is near", "Aurora is out", "Aurora is everywhere"]) {
      const began = Date.now();
      await call("PATCH", `/api/social/${queueId}`, { title });
      await page.getByRole("link", { name: title }).waitFor();
      times.push(Date.now() - began);
    }
    // The machine may be busy with other journeys: one change in time proves that nothing waits for a timer.
    assert.ok(Math.min(...times) < 1000, `${times} ms`);
    return [page];
  },

  "unsaved work is never lost silently": async (browser) => {
    const { account, call, campaignId, queueId } = await planned();
    const page = await openPage(browser);
    await openAs(page, account, `/campaigns/${campaignId}/content/posts/${queueId}`);
    await page.route("**/api/social/*", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    await page.getByLabel("Text", { exact: true }).fill("My words.");
    await page.getByText("Not saved").waitFor();
    await page.getByRole("link", { name: "Back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Stay" }).click();
    await call("PATCH", `/api/social/${queueId}`, { text: "Their words." });
    await page.getByText("Someone else changed this").waitFor();
    await page.unroute("**/api/social/*");
    await page.getByRole("button", { name: "Keep mine and save" }).click();
    await page.getByText(/^Saved \d/).waitFor();
    assert.equal((await call("GET", `/api/social/${queueId}`)).text, "My words.");
    page.faults.length = 0; // the refused save is logged on the console
    return [page];
  },

  "a campaign starts from an earlier one, and what was archived or cancelled comes back": async (browser) => {
    const { account, call, campaignId } = await furnished();
    const page = await openPage(browser);
    await openAs(page, account, `/campaigns/${campaignId}/content`);
    await page.getByRole("button", { name: "Actions for Behind the scenes" }).click();
    await page.getByRole("menuitem", { name: "Cancel post" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel post" }).click();
    await page.getByText("Post canceled.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page
      .getByRole("row", { name: /Behind the scenes/ })
      .getByText(/In review|Needs approval/)
      .filter({ visible: true })
      .first()
      .waitFor();

    await page.getByRole("checkbox", { name: "Select Aurora is here" }).check();
    await page.getByRole("button", { name: "Move", exact: true }).click();
    await page.getByRole("button", { name: "Move 1 item" }).click();
    await page.getByText("1 item moved.").waitFor();

    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Duplicate", exact: true }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Aurora again");
    await page.getByRole("button", { name: "Create campaign" }).click();
    await page.getByRole("heading", { name: "Aurora again" }).waitFor();
    await page.getByRole("link", { name: "Behind the scenes" }).waitFor();
    const { items } = await call("GET", "/api/campaigns?q=Aurora%20again");
    assert.equal(items[0].status, "draft");
    return [page];
  },

  "contacts come from a table, a segment holds some, and a mailing to it pauses and goes on": async (browser) => {
    const { account } = await client();
    const page = await openPage(browser);
    await signUp(page, account);
    await makeCampaign(page, "Readers");
    const id = /campaigns\/([^/]+)/.exec(page.url())[1];

    await go(page, "/audience/import");
    const table = [
      "E-mail;First Name;Labels;City",
      "ann@example.org;Ann;press, vip;Köln",
      "ben@example.org;Ben;press;Bern",
      "carla@example.org;Carla;shop;Cádiz",
      "nobody;No;press;Nowhere",
    ].join("\r\n");
    await page.setInputFiles('input[type="file"]', {
      name: "readers.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(table),
    });
    await page.getByText("Map the columns of readers.csv").waitFor();
    await page.getByRole("button", { name: /^Import/ }).click();
    await page.getByText("4 rows read: 3 contacts added, 0 updated.").waitFor();
    await page.getByText("1 row rejected").waitFor();
    await page.getByText("Row 5").waitFor();

    await go(page, "/audience/segments/new");
    await page.getByLabel("Name").fill("Press");
    await choose(page, "Field", "Tags");
    await page.getByLabel("Value").fill("press");
    await page.getByText("Tags contain press").waitFor();
    await page.getByText("ben@example.org").waitFor();
    await page.getByRole("button", { name: "Create segment" }).click();
    await page.getByRole("heading", { name: "Press", exact: true }).waitFor();

    await go(page, `/campaigns/${id}/content/mailings/new`);
    await page.getByLabel("Subject").fill("For the press");
    await page
      .getByLabel("Message", { exact: true })
      .fill("Hello {{ contact.firstName }} of {{ contact.attributes.City }}.");
    await choose(page, "Segment", "Press (2)");
    await page.getByLabel("E-mail name").fill("Press letter");
    await page.getByText(/^Saved \d/).waitFor();
    const mail = page.frameLocator('iframe[title="E-mail preview"]');
    await mail.getByText("Hello").waitFor();
    await page.getByRole("combobox", { name: "Preview for" }).fill("ann");
    await page.getByRole("option", { name: /ann@example\.org/ }).click();
    await mail.getByText("Hello Ann of Köln.").waitFor();
    await page.getByRole("button", { name: "Set time" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Set time" }).click();
    await page.getByText("Time set.").waitFor();

    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.getByText("Nothing is sent until you resume it").waitFor();
    await page.getByRole("button", { name: "Resume", exact: true }).click();
    await page.getByText("Scheduled · needs approval", { exact: true }).waitFor();

    await go(page, `/campaigns/${id}/approvals`);
    await approve(page, "content");
    await approve(page, "schedule");
    await go(page, `/campaigns/${id}/content`);
    await page.getByRole("button", { name: "Actions for Press letter" }).click();
    await page.getByRole("menuitem", { name: "Send now" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Send (now|to test inbox)$/ })
      .click();
    await stateOf(page, "In test inbox").waitFor({ timeout: 30_000 });
    await go(page, "/inbox");
    await page
      .getByRole("link", { name: /ann@example\.org/ })
      .first()
      .waitFor();
    const mails = page.getByRole("link", { name: /For the press/ });
    await mails.nth(1).waitFor();
    assert.equal(await mails.count(), 2);
    return [page];
  },

  "a post moves to another day by mouse, by keys and by its card, and back": async (browser) => {
    const { account, call, campaignId, queueId } = await planned();
    const page = await openPage(browser);
    const dayOf = async () => (await call("GET", `/api/social/${queueId}`)).scheduledFor.slice(0, 10);
    const dayAfter = (day, count) => new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
    const first = await dayOf();
    const moved = () => page.waitForResponse((response) => response.url().endsWith("/reschedule") && response.ok());
    const chip = page.locator(`table [data-entry="${queueId}"]`);
    await openAs(page, account, `/campaigns/${campaignId}/calendar?day=${first}`);

    await chip.hover();
    await page.mouse.down();
    const target = await page.locator(`td[data-day="${dayAfter(first, 1)}"]`).boundingBox();
    await page.mouse.move(target.x + 40, target.y + 20, { steps: 8 });
    await Promise.all([moved(), page.mouse.up()]);
    assert.equal(await dayOf(), dayAfter(first, 1));
    await Promise.all([moved(), page.getByRole("button", { name: "Undo" }).click()]);
    assert.equal(await dayOf(), first);

    await chip.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.getByText("cancel", { exact: false }).waitFor();
    await Promise.all([moved(), page.keyboard.press("Enter")]);
    assert.equal(await dayOf(), dayAfter(first, 8));
    await page.waitForFunction((id) => document.activeElement?.getAttribute("data-entry") === id, queueId);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Escape");
    assert.equal(await dayOf(), dayAfter(first, 8));

    await page.getByText("Week", { exact: true }).click();
    await page.keyboard.press("]");
    await page.locator(`[data-hours] [data-entry="${queueId}"]`).click();
    const card = page.getByRole("dialog", { name: "Aurora is here" });
    await card.getByLabel("Move to").fill(dayAfter(first, 3));
    await Promise.all([moved(), card.getByRole("button", { name: "Move", exact: true }).click()]);
    assert.equal(await dayOf(), dayAfter(first, 3));
    return [page];
  },

  "drafts are planned beside the calendar, at a slot or on a day, and Z takes it back": async (browser) => {
    const { account, call, campaignId, queueId } = await planned();
    for (const name of ["A tour of the fridge", "Ask us anything"])
      await call("POST", `/api/campaigns/${campaignId}/creatives`, {
        name,
        kind: "text",
        mode: "manual",
        platform: "newsroom",
        components: { caption: `${name}. Come in.` },
      });
    for (const scope of ["content", "schedule"])
      await call("POST", `/api/campaigns/${campaignId}/approvals/${scope}/approve`, {});
    const posts = async () => (await call("GET", `/api/social/queue/${campaignId}?limit=50`)).items;
    const page = await openPage(browser);
    await openAs(page, account, "/settings/accounts");
    await page.getByRole("button", { name: "Change slots of The newsroom" }).click();
    const drawer = page.getByRole("dialog", { name: "Posting slots: The newsroom" });
    await drawer.getByLabel("Time", { exact: true }).fill("07:45");
    await drawer.getByRole("button", { name: "Add time" }).click();
    await drawer.getByRole("button", { name: "Save slots" }).click();
    await page.getByText(/Mon, Tue, Wed, Thu, Fri at 7:45 AM/).waitFor();

    await go(page, `/campaigns/${campaignId}/calendar`);
    const tray = page.getByRole("complementary", { name: "Drafts" });
    const done = (path) => page.waitForResponse((response) => response.url().endsWith(path) && response.ok());
    await tray.getByText("A tour of the fridge").hover();
    await Promise.all([
      done("/api/social/schedule"),
      tray.getByRole("button", { name: "Next slot for A tour of the fridge" }).click(),
    ]);
    const slot = (await posts()).find(({ title, text }) => `${title} ${text}`.includes("A tour of the fridge"));
    assert.match(slot.localTime, /T(07:45|09:30)/);
    await page.getByText(/^Planned for/).waitFor();
    await Promise.all([done("/cancel"), page.keyboard.press("z")]);
    await tray.getByText("A tour of the fridge").waitFor();

    const day = new Date(Date.now() + 4 * 86_400_000).toISOString().slice(0, 10);
    if ((await page.locator(`td[data-day="${day}"]`).count()) === 0) await page.keyboard.press("]");
    const target = await page.locator(`td[data-day="${day}"]`).boundingBox();
    const grip = await tray.getByText("Ask us anything").boundingBox();
    await page.mouse.move(grip.x + 4, grip.y + 4);
    await page.mouse.down();
    await page.mouse.move(target.x + 30, target.y + 40, { steps: 8 });
    await Promise.all([done("/api/social/schedule"), page.mouse.up()]);
    const dropped = (await posts()).find(({ title, text }) => `${title} ${text}`.includes("Ask us anything"));
    assert.equal(dropped.localTime.slice(0, 10), day);

    const chip = page.locator(`table [data-entry="${queueId}"]`);
    await go(page, `/campaigns/${campaignId}/calendar`);
    if ((await chip.count()) === 0) await page.keyboard.press("]");
    await chip.focus();
    await Promise.all([done("/reschedule"), page.keyboard.press("s")]);
    await page.getByText("The new time needs approval.").waitFor();
    // Alone, a person has no one to ask, and more than this was changed.
    await page.getByRole("button", { name: "Open approvals" }).waitFor();
    return [page];
  },

  "a post by hand comes due on a phone, is posted and confirmed, and another is postponed": async (browser) => {
    const { account, call, queueId, laterId } = await dueByHand();
    const page = await openPage(browser, { width: 390, height: 844 });
    await openAs(page, account);
    await page.getByRole("button", { name: /^Notifications/ }).click();
    await page.getByText(/Time to post on Instagram/).click();
    await page.getByRole("heading", { name: "Post on Instagram" }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download stock-pot.png" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "stock-pot.png");
    const [network] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("button", { name: "Copy text and open Instagram" }).click(),
    ]);
    await network.close();
    await page.getByLabel("Link to the post").fill("https://www.instagram.com/p/abc");
    await page.getByRole("button", { name: "Mark as posted" }).click();
    await page.getByRole("heading", { name: "Posted on Instagram" }).waitFor();
    const posted = await call("GET", `/api/social/${queueId}`);
    assert.equal(posted.status, "published");
    assert.equal(posted.permalink, "https://www.instagram.com/p/abc");

    await page.goto(`${url}/posting/${laterId}`);
    await page.getByRole("button", { name: /^(Actions|More)/ }).click();
    await page.getByRole("menuitem", { name: "Postpone" }).click();
    await page
      .getByRole("dialog", { name: /^Reschedule/ })
      .getByRole("button", { name: "Reschedule" })
      .click();
    await page.getByText(/^Time set/).waitFor();
    assert.equal((await call("GET", `/api/social/${laterId}`)).status, "scheduled");
    return [page];
  },

  "someone signs in, the palette goes and acts, the theme turns, a phone has no sideways scroll": async (browser) => {
    const { account } = await fresh();
    const page = await openPage(browser, { width: 390, height: 844 });
    await page.goto(`${url}/sign-in`);
    await page.getByLabel("E-mail").fill(account.email);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Password", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("navigation", { name: "Main" }).waitFor({ state: "attached" });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or run a command" }).fill("light and dark");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === "dark");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or run a command" }).fill("audit");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Audit trail" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.getByRole("heading", { name: "Campaigns" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Go to approvals").waitFor();
    return [page];
  },

  "names that look like code are text": async (browser) => {
    const { account, call } = await fresh();
    const nasty = [
      "<script>alert(1)</script>",
      '"><img src=x onerror=alert(2)>',
      "javascript:alert(3)",
      "{{ 7*7 }} #{7*7} <%= 7*7 %>",
      "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤ ̖t̝͕̳̣̻̪͞h̼͓̲̦̳̘̲e͇̣̰̦̬͎ ̢̼̻̱̘h͚͎͙̜̣̲ͅi̦̲̣̰̤v̻͍e̺̭̳̪̰-m̢iͅn̖̺̞̲̯̰d̵̼̟͙̩̼̘̳",
      "ثم نفس سقطت وبالتحديد،, جزيرتي باستخدام أن دنو",
    ];
    for (const name of nasty) await call("POST", "/api/campaigns", { name, tags: [name], description: name });
    const page = await openPage(browser, { width: 390, height: 844 });
    await openAs(page, account, "/campaigns");
    for (const name of nasty.slice(0, 4)) await page.getByText(name, { exact: true }).first().waitFor();
    await page.getByText(nasty[1], { exact: true }).first().click();
    await page.getByRole("heading", { name: nasty[1] }).waitFor();
    await settled(page);
    assert.equal(await overflow(page), 0);
    return [page];
  },
};

async function signUp(page, account) {
  await page.goto(`${url}/sign-up`);
  await page.getByLabel("Your name").fill(account.name);
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByLabel("Workspace").fill(account.workspaceName);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "What’s your website?" }).waitFor();
  await page.getByRole("link", { name: "Skip for now" }).click();
  await page.getByRole("button", { name: `Workspace: ${account.workspaceName}` }).waitFor();
}

async function makeCampaign(page, name) {
  await go(page, "/campaigns?make=true");
  const wizard = page.getByRole("dialog");
  await wizard.getByLabel("Name").fill(name);
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByRole("button", { name: "Next" }).click();
  await wizard.getByRole("button", { name: "Create campaign" }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

/** Begins a new item of the campaign on the screen. */
async function create(page, way) {
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${way}`) }).click();
}

/** The state of an item in the content list, where a phone does not show it. */
function stateOf(page, state) {
  return page.locator('[data-column="state"]').getByText(state, { exact: true });
}

/** Takes an option of a select by its label. */
async function choose(page, label, option) {
  await page
    .getByRole("combobox", { name: label, exact: true })
    .or(page.getByRole("textbox", { name: label, exact: true }))
    .first()
    .click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

function scopeCard(page, scope) {
  return page.locator("section").filter({ has: page.getByRole("heading", { name: new RegExp(`^${scope}$`, "i") }) });
}

async function approve(page, scope) {
  await scopeCard(page, scope).getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await scopeCard(page, scope).getByText("Approved", { exact: true }).waitFor();
}
