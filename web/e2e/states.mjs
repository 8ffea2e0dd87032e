/** States that a healthy workspace does not show: loading, refused, gone, very long words, a review with a video. */
import { picture } from "./picture.mjs";
import { client, furnished } from "./story.mjs";

/** The main pages, by the name of their pictures. */
function mainPages({ campaignId, outId, creativeId, mailingId, reviewId }) {
  const campaign = `/campaigns/${campaignId}`;
  return {
    home: "/",
    campaigns: "/campaigns",
    overview: campaign,
    content: `${campaign}/content`,
    schedule: `${campaign}/calendar`,
    approvals: `${campaign}/approvals`,
    results: `/campaigns/${outId}/results`,
    calendar: "/calendar",
    audience: "/audience",
    library: "/library",
    sent: "/deliveries",
    composer: `${campaign}/content/items/${creativeId}`,
    mailing: `${campaign}/content/mailings/${mailingId}`,
    review: `/approvals/${reviewId}`,
    studio: "/studio",
    "brand-kit": "/brand-kit",
  };
}

const session = /\/api\/(auth|views|live|members|workspaces)/;
const data = (url) => url.pathname.startsWith("/api/") && !session.test(url.pathname);

/** Opens the page again while the server answers like this. */
const answered = (path, answer) => async (page) => {
  await page.route(data, answer);
  await page.goto(new URL(path, page.url()).href);
  await page.waitForTimeout(path.includes("/api/") ? 0 : 1500);
};

const fails = (route) =>
  route.fulfill({
    status: 500,
    contentType: "application/problem+json",
    body: JSON.stringify({ status: 500, title: "Internal Server Error", code: "unexpected" }),
  });

/** The main pages while the server thinks, and after it failed. */
export function brokenPages(story) {
  return Object.fromEntries(
    Object.entries(mainPages(story)).flatMap(([name, path]) => [
      [`loading-${name}`, [path, answered(path, () => undefined)]],
      [`failed-${name}`, [path, answered(path, fails)]],
    ]),
  );
}

/** A campaign with a video in review, marks on it and on the words of a post, and a review that is decided. */
export async function reviewed() {
  const story = await furnished();
  const { call, campaignId } = story;
  const reviewId = (await call("GET", `/api/approvals?campaignId=${campaignId}&limit=10`)).items.find(
    ({ scope }) => scope === "content",
  ).reviewId;
  const film = await finished(call);
  const { id } = await call("POST", "/api/campaigns", { name: "Half the waste", channels: ["newsroom", "linkedin"] });
  const { queueId } = await call("POST", "/api/social/schedule", {
    campaignId: id,
    platform: "linkedin",
    by: "hand",
    text: "Forty-two decibels less of the train, in six seconds.",
    scheduledFor: new Date(Date.now() + 2 * 86_400_000).toISOString(),
    assetIds: [film],
  });
  const { reviewId: filmReviewId } = await call("POST", `/api/campaigns/${id}/approvals/content/request`, {
    message: "Is the video short enough?",
  });
  const item = { kind: "post", id: queueId };
  const comment = (text, anchor) =>
    call("POST", `/api/approvals/${filmReviewId}/comments`, { text, anchor: { item, ...anchor } }).catch((error) =>
      console.log(String(error)),
    );
  await comment("The figure appears too late.", { assetId: film, second: 1 });
  await comment("Say “train” first.", { component: "text", range: [0, 9] });
  await call("POST", `/api/campaigns/${id}/approvals/schedule/request`, { message: "And the time?" });
  const { reviewId: decidedReviewId } = (await call("GET", `/api/approvals?campaignId=${id}&limit=10`)).items.find(
    ({ scope }) => scope === "schedule",
  );
  await call("POST", `/api/campaigns/${id}/approvals/schedule/approve`, { comment: "Good time." });
  return { ...story, reviewId, filmReviewId, decidedReviewId, filmCampaignId: id };
}

async function finished(call) {
  for (let tries = 0; tries < 120; tries += 1) {
    const { items } = await call("GET", `/api/campaign-assets/assets?type=video&limit=1`);
    if (items[0]) return items[0].id;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("no video was made");
}

/** What only a person sees whom others can approve for. */
export function askingPages({ campaignId }) {
  return {
    "request-approval": [
      `/campaigns/${campaignId}/approvals`,
      (page) => page.getByRole("button", { name: "Request approval", exact: true }).first().click(),
    ],
  };
}

/** Reviews, notices that pass, and what a person meets rarely. */
export function rarePages({ campaignId, outId, creativeId, texts, reviewId, filmReviewId, decidedReviewId }) {
  const campaign = `/campaigns/${campaignId}`;
  const mail = texts.find(({ platform }) => platform === "email");
  const press = (name) => (page) => page.getByRole("button", { name, exact: true }).first().click();
  return {
    "review-open": `/approvals/${reviewId}`,
    "review-video": [
      `/approvals/${filmReviewId}`,
      (page) => page.getByText("The figure appears too late.").first().waitFor(),
    ],
    "review-decided": `/approvals/${decidedReviewId}`,
    "review-changes": [`/approvals/${filmReviewId}`, (page) => page.keyboard.press("r")],
    "email-draft": `${campaign}/content/items/${mail.creativeId}`,
    "add-figures": [
      `/campaigns/${outId}/results`,
      async (page) => {
        await press("Add figures")(page);
        await page.getByRole("dialog").waitFor();
      },
    ],
    "palette-nothing": [
      "/",
      async (page) => {
        await page.keyboard.press("Control+k");
        await page.getByRole("combobox", { name: "Search or run a command" }).fill("xylophone");
      },
    ],
    "menu-new": [`${campaign}/content`, press("New")],
    "versions-empty": `${campaign}/content/items/${creativeId}?show=versions`,
    guide: "/guide",
    "guide-text": "/guide/first-campaign",
    start: "/start",
    toast: [
      `${campaign}/content`,
      async (page) => {
        await press("Actions for Behind the scenes")(page);
        await page.getByRole("menuitem", { name: "Cancel post" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Cancel post" }).click();
        await page.getByRole("alert").first().waitFor();
      },
    ],
    countdown: [
      `/campaigns/${outId}`,
      async (page) => {
        await press("Launch")(page);
        await page.getByRole("button", { name: "Launch campaign" }).click();
        await page.getByRole("button", { name: /^Undo/ }).waitFor();
      },
    ],
    "offline-save": [
      `${campaign}/content/items/${creativeId}`,
      async (page) => {
        await page.route(data, (route) => route.abort());
        await page.getByRole("textbox").first().click();
        await page.keyboard.type(" And more.");
        await page.waitForTimeout(4000);
      },
    ],
    "session-ended": [
      "/audience",
      async (page) => {
        const refuse = (route) =>
          route.fulfill({ status: 401, contentType: "application/problem+json", body: '{"status":401}' });
        await page.route("**/api/**", refuse);
        await page.getByRole("link", { name: "Segments", exact: true }).click();
        await page.getByRole("button", { name: "Sign in" }).waitFor();
      },
    ],
  };
}

const word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung";
const long =
  `Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz and ${word}: everything that a name of two hundred letters can hold, and even a little more than that, to the end`.slice(
    0,
    200,
  );

/** A workspace in which everything has a name of two hundred letters. */
export async function longNames() {
  const { account, call, upload, open } = await client({ name: `Maximiliane ${word}`.slice(0, 100) });
  await open();
  await call("PATCH", "/api/workspaces/current", { name: long.slice(0, 100) }).catch((error) =>
    console.log(String(error)),
  );
  const { id: campaignId } = await call("POST", "/api/campaigns", {
    name: long,
    objective: `${long} ${long}`,
    channels: ["newsroom", "email", "linkedin"],
    tags: [word.slice(0, 50), "spring"],
  });
  const file = await upload(`${word}-${word}.png`, picture(640, 640, 20));
  const { queueId } = await call("POST", "/api/social/schedule", {
    campaignId,
    platform: "newsroom",
    title: long,
    text: `${word} ${word} https://example.org/${word}/${word}`,
    scheduledFor: new Date(Date.now() + 86_400_000).toISOString(),
    assetIds: [file.id],
  });
  const { id: mailingId } = await call("POST", "/api/email/create", {
    campaignId,
    name: long,
    subject: long,
    from: { name: long.slice(0, 80), email: "hello@northwind.example" },
    markdown: `# ${word}\n\n${long}`,
    recipients: [{ email: `${"very-long-".repeat(5)}name@example.org`, name: long.slice(0, 80) }],
  });
  const { id: contactId } = await call("POST", "/api/contacts", {
    email: `${"very-long-".repeat(5)}name@example-${"company".repeat(5)}.org`,
    firstName: word,
    lastName: word,
    tags: [word.slice(0, 50), "press", "vip"],
  });
  await call("POST", "/api/email/segments", {
    name: long.slice(0, 120),
    rules: { all: [{ field: "tags", op: "contains", value: "press" }] },
  });
  const { reviewId } = await call("POST", `/api/campaigns/${campaignId}/approvals/content/request`, { message: long });
  return { account, call, campaignId, queueId, mailingId, contactId, assetId: file.id, reviewId };
}

/** Where long names have to fit. */
export function longPages({ campaignId, queueId, mailingId, contactId, assetId, reviewId }) {
  const campaign = `/campaigns/${campaignId}`;
  return {
    "long-home": "/",
    "long-campaigns": "/campaigns",
    "long-overview": campaign,
    "long-content": `${campaign}/content`,
    "long-board": `${campaign}/content?view=board`,
    "long-calendar": `${campaign}/calendar`,
    "long-week": "/calendar?view=week",
    "long-calendar-list": "/calendar?view=list",
    "long-approvals": `${campaign}/approvals`,
    "long-waiting": "/approvals",
    "long-review": `/approvals/${reviewId}`,
    "long-post": `${campaign}/content/posts/${queueId}`,
    "long-mailing": `${campaign}/content/mailings/${mailingId}`,
    "long-audience": "/audience",
    "long-contact": `/audience/contacts/${contactId}`,
    "long-segments": "/audience/segments",
    "long-library": "/library",
    "long-file": `/library?id=${assetId}`,
    "long-launch": [campaign, (page) => page.getByRole("button", { name: "Launch", exact: true }).first().click()],
  };
}
