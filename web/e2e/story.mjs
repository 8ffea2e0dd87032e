import { url } from "./browser.mjs";
import { picture } from "./picture.mjs";

/** What the journeys need done and do not look at, over the API as any client would. */
export async function client(as = {}) {
  const stamp = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  const account = {
    email: `mara+${stamp}@example.org`,
    password: `a long sentence ${stamp}`,
    name: "Mara Ortiz",
    workspaceName: `Northwind ${stamp}`,
    ...as,
  };
  let token = "";
  const call = async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 400)}`);
    return text ? JSON.parse(text) : undefined;
  };
  const upload = async (name, bytes, path = "/api/campaign-assets/assets", fields = {}) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append("file", new Blob([bytes]), name);
    const response = await fetch(url + path, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: form,
    });
    if (!response.ok) throw new Error(`upload of ${name}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const open = async () => {
    token = (await call("POST", "/api/auth/register", account)).accessToken;
  };
  return { account, call, upload, open };
}

/** A campaign with a timeline of many tasks, of which each waits for two that come before it. */
export async function largePlan(tasks) {
  const { account, call, upload, open } = await client();
  await open();
  const campaign = await call("POST", "/api/campaigns", { name: "A large plan" });
  const before = (n) => [...new Set([n - 1 - ((n * 37) % 100), n - 1 - ((n * 74) % 100)])].filter((one) => one > 0);
  const rows = Array.from({ length: tasks }, (_, at) => at + 1).map(
    (n) =>
      `Task ${n},${8 * (1 + (n % 5))},${before(n)
        .map((one) => `Task ${one}`)
        .join(";")}`,
  );
  const { importId } = await upload(
    "tasks.csv",
    new TextEncoder().encode(["Title,Estimate hours,Depends on", ...rows].join("\n")),
    "/api/tasks/import",
    { campaignId: campaign.id },
  );
  for (let report = {}; report.state !== "done"; report = await call("GET", `/api/imports/${importId}`))
    await new Promise((resolve) => setTimeout(resolve, 500));
  await call("POST", `/api/campaigns/${campaign.id}/timeline`, {
    template: "none",
    anchor: "start",
    date: inDays(30).slice(0, 10),
  });
  return { account, campaignId: campaign.id };
}

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString();

export const blog = `---
title: The quietest headphones we ever built
date: 2026-11-18
author: Mara Ortiz
tags: [audio, launch, craft]
---

## Three years of taking noise away

We spent three years taking noise away. **Aurora** is the quietest pair of headphones we ever built.

- 42 dB less of the train
- Forty hours on one charge
- 96 % recycled aluminium

We tested them with two hundred commuters on the line between Berlin and Vienna. They told us what they did with the silence: they read, they slept, two of them wrote a novel.

## What comes next

The pre-order window closes on the twentieth of December. Whoever is in by then gets the case for free. Try Aurora for thirty days at https://example.org/aurora.
`;

/** A workspace with one of everything, for looking at its pages. */
export async function furnished() {
  const { account, call, upload, open } = await client();
  await open();
  const campaign = await call("POST", "/api/campaigns", {
    name: "Spring launch: Aurora headphones",
    objective: "3,000 trial sign-ups before the pre-order window closes.",
    description: "The quietest headphones we ever built, and the loudest launch.",
    startDate: inDays(1).slice(0, 10),
    endDate: inDays(40).slice(0, 10),
    channels: ["newsroom", "email"],
    budget: { amount: 12000, currency: "EUR" },
    priority: "high",
    tags: ["spring", "headphones"],
  });
  const { id } = campaign;
  await call("PUT", `/api/campaigns/${id}/budget`, {
    currency: "EUR",
    total: 12000,
    allocations: [
      { channel: "newsroom", amount: 5500 },
      { channel: "email", amount: 3700 },
    ],
  });
  for (const [name, type] of [
    ["Autumn newsletter", "newsletter"],
    ["Winter sale: everything must go, a very long name that fits on no phone and hardly on a desk", "seasonal"],
    ["<script>alert(1)</script>", "custom"],
  ])
    await call("POST", "/api/campaigns", { name, type });
  await call("POST", `/api/campaigns/${id}/strategies`, {
    platforms: ["newsroom", "email"],
    goals: ["More people know us", { metric: "trial_signups", target: 2000, unit: "people" }],
    targetAudience: "Commuters who work in trains and cafés.",
    contentPillars: ["Quiet", { name: "Craft", description: "How it is made", share: 0.3 }],
    brandTone: "Calm, exact, a little dry.",
  });
  await call("POST", `/api/campaigns/${id}/strategies`, {
    platforms: ["linkedin", "newsroom", "email"],
    goals: [
      { metric: "trial_signups", target: 3000, unit: "people", by: inDays(38).slice(0, 10) },
      "More people know us",
    ],
    targetAudience: {
      description: "Commuters who work in trains and cafés, and their managers.",
      age: "25 to 40",
      locations: ["Berlin", "Vienna"],
    },
    contentPillars: [
      { name: "Quiet", description: "What silence gives back to people", share: 0.5 },
      { name: "Craft", description: "How it is made", share: 0.3 },
    ],
    brandTone: "Calm, precise, a little dry. Never loud.",
    cadence: { linkedin: 2, email: { posts: 1, per: "month" } },
  });
  const post = await call("POST", "/api/social/schedule", {
    campaignId: id,
    platform: "newsroom",
    title: "Aurora is here",
    text: "## Out today\n\nThe new **Aurora** is *out*. Read [more](https://example.org).\n\n- light\n- loud\n- long",
    scheduledFor: inDays(2),
  });
  await call("POST", "/api/social/schedule", {
    campaignId: id,
    platform: "newsroom",
    title: "Behind the scenes",
    text: "How we made it.",
    scheduledFor: inDays(2.2),
  });
  const mailing = await call("POST", "/api/email/create", {
    campaignId: id,
    name: "Launch mail",
    subject: "Aurora is here",
    preheader: "Be the first to hear it",
    from: { name: "Northwind", email: "hello@northwind.example" },
    markdown: "# Hello\n\nAurora is **here**.",
    recipients: [{ email: "ann@example.org", name: "Ann Lee" }, { email: "ben@example.org" }],
  });
  await call("POST", `/api/email/${mailing.id}/schedule`, { scheduledFor: inDays(3) });
  await call("POST", `/api/campaigns/${id}/approvals/schedule/request`, { message: "Are the times right?" });
  await call("POST", `/api/campaigns/${id}/approvals/schedule/approve`, {});
  await call("POST", `/api/campaigns/${id}/approvals/content/request`, { message: "Look at the first post first." });

  const [contactId] = await readers(call);
  const segment = await call("POST", "/api/email/segments", {
    name: "Pro readers",
    rules: {
      all: [
        { field: "attributes.plan", op: "eq", value: "pro" },
        {
          any: [
            { field: "tags", op: "contains", value: "press" },
            { field: "event.opened", op: "within_days", value: 30 },
          ],
        },
      ],
    },
  });
  const out = await call("POST", "/api/campaigns", { name: "Out already", channels: ["newsroom", "email"] });
  await call("POST", "/api/social/schedule", {
    campaignId: out.id,
    platform: "newsroom",
    title: "Hello, world",
    text: "We are open.",
    scheduledFor: inDays(0.01),
  });
  const sent = await call("POST", "/api/email/create", {
    campaignId: out.id,
    name: "Hello",
    subject: "We are open",
    from: { name: "Northwind", email: "hello@northwind.example" },
    markdown: "Come in, **{{ contact.name }}**.",
    recipients: [
      { email: "carla@example.org", name: "Carla" },
      { email: "dan@example.org", name: "Dan" },
    ],
  });
  for (const scope of ["content", "schedule"])
    await call("POST", `/api/campaigns/${out.id}/approvals/${scope}/approve`, {});
  const [{ queueId }] = (await call("GET", `/api/social/queue/${out.id}`)).items;
  await call("POST", `/api/social/${queueId}/publish`);
  await call("POST", `/api/email/${sent.id}/send`);
  const blogPost = await call("POST", "/api/content/blog-posts", { campaignId: id, markdown: blog });
  const { items: texts } = await call("POST", `/api/content/repurpose/${blogPost.id}`, { campaignId: id });
  const linkedin = texts.find(({ platform }) => platform === "linkedin");
  await call("PATCH", `/api/creatives/${linkedin.creativeId}`, { components: { cta: "Try Aurora for thirty days." } });
  const job = await call("POST", "/api/render-jobs/create", {
    campaignId: id,
    type: "image",
    params: {
      template: "announcement",
      headline: "Aurora is here",
      text: "The quietest pair we ever built.",
      width: 1200,
      height: 628,
    },
  });
  await call("POST", "/api/render-jobs/create", {
    campaignId: id,
    type: "video",
    params: {
      template: "figure",
      headline: "42 dB",
      text: "less of the train",
      width: 640,
      height: 360,
      durationSeconds: 2,
    },
  });
  const hero = await upload("aurora-hero.png", picture(960, 640, 250));
  await upload("aurora-hero-small.png", picture(480, 320, 250));
  await upload("commuter-with-headphones-in-the-train-between-berlin-and-vienna.png", picture(640, 640, 160));
  await upload("press-notes.txt", new TextEncoder().encode("Aurora: 42 dB less, forty hours, 96 % recycled."));
  await call("PUT", `/api/campaign-assets/${hero.id}`, { title: "Hero picture", tags: ["launch", "aurora", "press"] });
  await call("PATCH", `/api/social/${post.queueId}`, { assetIds: [hero.id] });
  await call("POST", "/api/metrics/ingest", { records: figures(out.id) });
  return {
    account,
    call,
    campaignId: id,
    queueId: post.queueId,
    mailingId: mailing.id,
    outId: out.id,
    sentId: sent.id,
    assetId: hero.id,
    jobId: job.id,
    blogPostId: blogPost.id,
    creativeId: linkedin.creativeId,
    texts,
    contactId,
    segmentId: segment.id,
  };
}

/** Ad figures of the last four weeks, with one unusual day. */
function figures(campaignId) {
  return Array.from({ length: 28 }, (_, day) => {
    const wave = 1 + 0.3 * Math.sin(day / 3) + (day === 20 ? 2 : 0);
    const date = inDays(day - 28).slice(0, 10);
    const of = (channel, size) => ({
      campaignId,
      channel,
      source: "export",
      date,
      impressions: Math.round(900 * size * wave),
      clicks: Math.round(31 * size * wave),
      conversions: Math.round(3 * size * wave),
      spend: Math.round(2200 * size * wave) / 100,
      revenue: Math.round(6100 * size * wave) / 100,
      currency: "EUR",
    });
    return [of("linkedin", 1), of("google_ads", 0.6)];
  }).flat();
}

/** People to write to, one of whom wants no mail. */
async function readers(call) {
  const people = [
    ["Ann", "Lee", ["press", "vip"]],
    ["Ben", "Okafor", []],
    ["Carla", "Ruiz", ["press"]],
    ["Aiko", "Tanaka", ["newsletter", "vip", "press", "Berlin"]],
  ];
  const ids = [];
  for (const [firstName, lastName, tags] of people) {
    const contact = await call("POST", "/api/contacts", {
      email: `${firstName.toLowerCase()}@example.org`,
      firstName,
      lastName,
      tags,
      timeZone: "Europe/Berlin",
      attributes: { plan: tags.length > 0 ? "pro" : "free" },
    });
    ids.push(contact.id);
  }
  await call("POST", "/api/suppressions", { email: "ben@example.org", source: "asked by phone" });
  return ids;
}

/** The pages of the app, by a name for their pictures. */
export function pagesOf(
  {
    campaignId,
    queueId,
    mailingId,
    outId,
    sentId,
    contactId,
    segmentId,
    assetId,
    jobId,
    blogPostId,
    creativeId,
    texts,
  },
  mailId,
) {
  const campaign = `/campaigns/${campaignId}`;
  return {
    home: "/",
    campaigns: "/campaigns",
    wizard: "/campaigns?make=true",
    templates: "/templates",
    overview: campaign,
    running: `/campaigns/${outId}`,
    strategy: `${campaign}/plan`,
    "strategy-diff": `${campaign}/plan?version=2&against=1`,
    "new-strategy": `${campaign}/plan?edit=true`,
    content: `${campaign}/content`,
    "content-board": `${campaign}/content?view=board`,
    "content-channels": `${campaign}/content?view=channels`,
    "content-blog-posts": `${campaign}/content?show=blog-posts`,
    creative: `${campaign}/content/creatives/${creativeId}`,
    rewrite: `${campaign}/content/creatives/${creativeId}?show=rewrite`,
    "new-creative": `${campaign}/content/creatives/new`,
    "blog-post": `${campaign}/content/blog-posts/${blogPostId}`,
    ...Object.fromEntries(
      texts.map(({ platform, contentId }) => [
        `blog-post-${platform}`,
        `${campaign}/content/blog-posts/${blogPostId}?show=${contentId}`,
      ]),
    ),
    "new-blog-post": `${campaign}/content/blog-posts/new`,
    post: `${campaign}/content/posts/${queueId}`,
    "new-post": `${campaign}/content/posts/new`,
    mailing: `${campaign}/content/mailings/${mailingId}`,
    "new-mailing": `${campaign}/content/mailings/new`,
    approvals: `${campaign}/approvals`,
    "campaign-deliveries": `${campaign}/results?section=deliveries`,
    timeline: `${campaign}/plan?section=timeline`,
    tasks: `${campaign}/plan?section=tasks`,
    "tasks-list": `${campaign}/plan?section=tasks&view=list`,
    "my-work": "/my-work",
    "new-task": "/my-work?task=new",
    team: "/team",
    dashboard: "/dashboard",
    search: "/search?q=week",
    "dashboard-chosen": "/dashboard?type=custom&days=90",
    "dashboard-none": "/dashboard?type=event&channel=tiktok",
    budget: `${campaign}/plan?section=budget`,
    "budget-edit": `${campaign}/plan?section=budget&edit=true`,
    "deliveries-out": `/campaigns/${outId}/results?section=deliveries`,
    results: `/campaigns/${outId}/results`,
    "mail-report": `/campaigns/${outId}/results/e-mails/${sentId}`,
    schedule: `${campaign}/calendar`,
    week: `${campaign}/calendar?view=week&day=${inDays(2).slice(0, 10)}`,
    "schedule-list": `${campaign}/calendar?view=list`,
    activity: `${campaign}/results?section=activity`,
    waiting: "/approvals",
    calendar: "/calendar",
    "calendar-week": "/calendar?view=week",
    audience: "/audience",
    contact: `/audience/contacts/${contactId}`,
    "contact-edit": `/audience/contacts/${contactId}?edit=true`,
    segments: "/audience/segments",
    segment: `/audience/segments/${segmentId}`,
    "new-segment": "/audience/segments/new",
    suppressions: "/audience/suppressions",
    import: "/audience/import",
    library: "/library",
    file: `/library?id=${assetId}`,
    renders: "/studio/jobs",
    "render-job": `/studio/jobs?id=${jobId}`,
    studio: `/studio?campaignId=${campaignId}`,
    newsroom: "/newsroom",
    inbox: "/inbox",
    ...(mailId ? { mail: `/inbox?id=${mailId}` } : {}),
    deliveries: "/deliveries",
    messages: "/deliveries?view=messages",
    "library-list": "/library?view=list",
    "contacts-sorted": "/audience?sort=name&status=active",
    audit: "/audit",
    notifications: "/notifications",
    members: "/members",
    settings: "/settings/workspace",
    "settings-profile": "/settings/profile",
    brands: "/brand-kit",
    policies: "/settings/approval-policies",
    policy: "/settings/approval-policies/enterprise",
    accounts: "/settings/accounts",
    credentials: "/settings/credentials",
    "api-keys": "/settings/api-keys",
    agents: "/settings/agents",
    webhooks: "/settings/webhooks",
    integrations: "/settings/integrations",
    monitoring: "/settings/monitoring",
    "monitoring-alerts": "/settings/monitoring?show=alerts",
    "monitoring-jobs": "/settings/monitoring?show=jobs",
    "monitoring-requests": "/settings/monitoring?show=requests",
    "monitoring-usage": "/settings/monitoring?show=usage",
    docs: "/docs",
  };
}

export const openPages = {
  "sign-in": "/sign-in",
  "sign-up": "/sign-up",
  forgot: "/forgot",
  accept: "/accept?token=x",
  reset: "/reset?token=x",
  operator: "/operator",
};

/** Opens a page of the app as someone who has signed in before. */
export async function openAs(page, account, path = "/") {
  const { email, password } = account;
  const response = await page.context().request.post(`${url}/api/auth/login`, { data: { email, password } });
  if (!response.ok()) throw new Error(`sign-in: ${response.status()} ${await response.text()}`);
  await page.goto(url + path);
  // An editor has the full screen, without navigation.
  const main = page.getByRole("navigation", { name: "Main" });
  await main
    .or(page.getByRole("link", { name: "Back" }))
    .first()
    .waitFor({ state: "attached" });
}

let shared;
/** The furnished workspace for journeys that only look at it. */
export function showroom() {
  shared ??= furnished();
  return shared;
}

/** A workspace with a campaign that has one post, the day after tomorrow, and waits for its content to be approved. */
export async function planned() {
  const { account, call, campaignId } = await fresh();
  const { queueId } = await call("POST", "/api/social/schedule", {
    campaignId,
    platform: "newsroom",
    title: "Aurora is here",
    text: "The new **Aurora** is *out*.",
    scheduledFor: inDays(2),
  });
  await call("POST", `/api/campaigns/${campaignId}/approvals/content/request`, { message: "Please read it." });
  return { account, call, campaignId, queueId };
}

/** A running campaign with two posts by hand that are due. */
export async function dueByHand() {
  const { account, call, upload, open } = await client();
  await open();
  const { id: campaignId } = await call("POST", "/api/campaigns", { name: "Half the waste" });
  const file = await upload("stock-pot.png", picture(640, 640, 20));
  await call("POST", `/api/campaigns/${campaignId}/strategies`, {
    platforms: ["instagram", "linkedin"],
    goals: ["Less waste"],
    targetAudience: "Cafés that throw away too much.",
    contentPillars: ["Stock"],
    brandTone: "Calm.",
  });
  const plan = (body) =>
    call("POST", "/api/social/schedule", { campaignId, by: "hand", scheduledFor: inDays(1 / 86_400), ...body });
  const { queueId } = await plan({
    platform: "instagram",
    text: "The stock pot is on at eight.",
    assetIds: [file.id],
    altTexts: { [file.id]: "A pot on a stove" },
  });
  const { queueId: laterId } = await plan({ platform: "linkedin", text: "Three changes that did the work." });
  for (const scope of ["strategy", "content", "schedule"])
    await call("POST", `/api/campaigns/${campaignId}/approvals/${scope}/approve`, {});
  await call("POST", `/api/campaigns/${campaignId}/launch`, {});
  for (let tries = 0; tries < 60; tries += 1) {
    const posts = (await call("GET", `/api/social/queue/${campaignId}?limit=10`)).items;
    if (posts.every(({ status }) => status === "handed_over")) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return { account, call, campaignId, queueId, laterId };
}

/** A workspace with one empty campaign. */
export async function fresh() {
  const { account, call, open } = await client();
  await open();
  const { id } = await call("POST", "/api/campaigns", { name: "Nothing yet" });
  return { account, call, campaignId: id };
}

/** Another member, with a role. */
export async function invited(call, role) {
  const { account } = await client();
  const { acceptUrl } = await call("POST", "/api/members/invite", { email: account.email, role });
  const token = new URL(acceptUrl).searchParams.get("token");
  await call("POST", "/api/members/accept", { token, name: "Vera Lind", password: account.password });
  return account;
}

/** Pages that have nothing to show yet. */
export function emptyPages({ campaignId }) {
  const tabs = ["plan", "content", "calendar", "approvals", "results"];
  const campaign = `/campaigns/${campaignId}`;
  return {
    "empty-home": "/",
    "empty-overview": campaign,
    ...Object.fromEntries(tabs.map((tab) => [`empty-${tab}`, `${campaign}/${tab}`])),
    "empty-budget": `${campaign}/plan?section=budget`,
    "empty-campaign-deliveries": `${campaign}/results?section=deliveries`,
    "empty-activity": `${campaign}/results?section=activity`,
    "empty-list": `${campaign}/calendar?view=list`,
    "empty-campaigns": "/campaigns?status=paused",
    "empty-waiting": "/approvals",
    "empty-audience": "/audience",
    "empty-segments": "/audience/segments",
    "empty-suppressions": "/audience/suppressions",
    "empty-library": "/library",
    "empty-studio": "/studio",
    "empty-newsroom": "/newsroom",
    "empty-inbox": "/inbox",
    "empty-deliveries": "/deliveries",
    "empty-messages": "/deliveries?view=messages",
    "empty-content-board": `${campaign}/content?view=board`,
    "empty-calendar-all": "/calendar",
    "empty-accounts": "/settings/accounts",
    "empty-notifications": "/notifications",
    "no-audit-match": "/audit?operation=nothing",
    "audit-reads": "/audit?class=access",
    "not-there": "/nowhere",
    "no-campaign": "/campaigns/00000000-0000-7000-8000-000000000000",
    "no-post": `${campaign}/content/posts/00000000-0000-7000-8000-000000000000`,
    "no-mailing": `${campaign}/content/mailings/00000000-0000-7000-8000-000000000000`,
    "no-creative": `${campaign}/content/creatives/00000000-0000-7000-8000-000000000000`,
    "no-contact": "/audience/contacts/00000000-0000-7000-8000-000000000000",
  };
}

/** Pages as a viewer sees them. */
export function asViewer({ campaignId, queueId, mailingId, creativeId }) {
  const campaign = `/campaigns/${campaignId}`;
  return {
    "viewer-home": "/",
    "viewer-overview": campaign,
    "viewer-strategy": `${campaign}/plan`,
    "viewer-content": `${campaign}/content`,
    "viewer-post": `${campaign}/content/posts/${queueId}`,
    "viewer-new-post": `${campaign}/content/posts/new`,
    "viewer-mailing": `${campaign}/content/mailings/${mailingId}`,
    "viewer-creative": `${campaign}/content/creatives/${creativeId}`,
    "viewer-approvals": `${campaign}/approvals`,
    "viewer-budget": `${campaign}/plan?section=budget`,
    "viewer-content-board": `${campaign}/content?view=board`,
    "viewer-calendar": "/calendar",
    "viewer-deliveries": "/deliveries",
    "viewer-messages": "/deliveries?view=messages",
    "viewer-audience": "/audience",
    "viewer-segments": "/audience/segments",
    "viewer-suppressions": "/audience/suppressions",
    "viewer-accounts": "/settings/accounts",
    "viewer-notifications": "/notifications",
    "viewer-audit": "/audit",
    "viewer-library": "/library",
    "viewer-members": "/members",
    "viewer-api-keys": "/settings/api-keys",
    "viewer-credentials": "/settings/credentials",
    "viewer-workspace": "/settings/workspace",
  };
}

/** What opens over a page or appears after an action: its page, and the action. */
export function statesOf({ campaignId, queueId, mailingId, creativeId, outId }) {
  const campaign = `/campaigns/${campaignId}`;
  const press =
    (name, exact = true) =>
    (page) =>
      page.getByRole("button", { name, exact }).first().click();
  const keys =
    (...pressed) =>
    async (page) => {
      for (const key of pressed) await page.keyboard.press(key);
    };
  const pick = (menu, item) => async (page) => {
    await press(menu)(page);
    await page.getByRole("menuitem", { name: item, exact: true }).click();
    await page.getByRole("dialog").waitFor();
  };
  return {
    "menu-workspaces": ["/", press("Workspace: ", false)],
    "menu-you": ["/", press("You", false)],
    "menu-campaign": [campaign, press("More actions", false)],
    notifications: ["/", press("Notifications", false)],
    palette: ["/", (page) => page.keyboard.press("Control+k")],
    "palette-found": [
      "/",
      async (page) => {
        await page.keyboard.press("Control+k");
        await page.getByRole("combobox", { name: "Search or run a command" }).fill("camp");
      },
    ],
    shortcuts: ["/", (page) => page.keyboard.press("?")],
    "wizard-when": [
      "/campaigns?make=true",
      async (page) => {
        await page.getByRole("dialog").getByLabel("Name").fill("Aurora");
        await page.getByRole("dialog").getByRole("button", { name: "Next" }).click();
      },
    ],
    "wizard-where": [
      "/campaigns?make=true",
      async (page) => {
        await page.getByRole("dialog").getByLabel("Name").fill("Aurora");
        await page.getByRole("dialog").getByRole("button", { name: "Next" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Next" }).click();
      },
    ],
    "clone-campaign": [`/campaigns?from=${campaignId}`, (page) => page.getByLabel("Start date").waitFor()],
    "clone-earlier": [
      "/campaigns?from=earlier",
      (page) => page.getByRole("combobox", { name: "Earlier campaign" }).waitFor(),
    ],
    "rename-campaign": ["/campaigns", keys("j", "F2")],
    "peek-campaign": ["/campaigns", keys("j", "Space")],
    "choose-contacts": ["/audience", keys("j", "x", "j", "x")],
    "peek-contact": ["/audience", keys("j", "Space")],
    "choose-files": ["/library", keys("j", "x")],
    "move-items": [
      `${campaign}/content`,
      async (page) => {
        await page.getByRole("checkbox", { name: "Select Aurora is here" }).check();
        await press("Move")(page);
        await page.getByLabel("Days").waitFor();
      },
    ],
    "save-view": [
      "/campaigns?status=draft",
      async (page) => {
        await press("Save view")(page);
        await page.getByRole("dialog").waitFor();
      },
    ],
    "edit-campaign": [`${campaign}?edit=true`, () => undefined],
    launch: [`/campaigns/${outId}`, press("Launch")],
    "launch-refused": [campaign, press("Launch")],
    approve: [`${campaign}/approvals`, press("Approve")],
    reject: [`${campaign}/approvals`, press("Reject")],
    "approval-item": [
      `${campaign}/approvals`,
      async (page) => {
        await press(/Launch mail/)(page);
        await press(/Aurora is here/)(page);
      },
    ],
    "reschedule-post": [`${campaign}/content/posts/${queueId}`, press("Reschedule")],
    "reschedule-mailing": [`${campaign}/content/mailings/${mailingId}`, press("Reschedule")],
    "mailing-phone": [
      `${campaign}/content/mailings/${mailingId}`,
      (page) => page.locator("label", { hasText: /^Phone$/ }).click(),
    ],
    templates: [`${campaign}/content/mailings/new`, press("Templates")],
    "menu-post": [`${campaign}/content`, press("Actions for Aurora is here")],
    "publish-now": [`${campaign}/content/posts/${queueId}`, press("Publish now")],
    "picture-picker": [
      `${campaign}/content/posts/${queueId}`,
      async (page) => {
        await press("Replace picture")(page);
        await page.getByRole("dialog").waitFor();
      },
    ],
    "best-time": [`${campaign}/content/items/${creativeId}`, press("Best time")],
    "own-text": [
      `${campaign}/content/items/${creativeId}`,
      async (page) => {
        await press("Add a channel")(page);
        await page.getByRole("menuitem", { name: "Newsroom" }).click();
        await page.getByRole("toolbar", { name: "Format" }).waitFor();
      },
    ],
    "creative-vary": [`${campaign}/content/items/${creativeId}`, press("Suggest variations")],
    revision: [`${campaign}/content/items/${creativeId}?show=versions`, press("1. Created", false)],
    "menu-version": [`${campaign}/plan`, press("Actions for version 1")],
    "strategy-ads": [
      `${campaign}/plan?edit=true`,
      (page) => page.getByLabel("This campaign includes paid ads").check(),
    ],
    "calendar-card": [
      `${campaign}/calendar`,
      // On a phone a day shows its entries below the month, without a card.
      (page) => narrow(page) || page.locator(`[data-entry="${queueId}"]:visible`).first().click(),
    ],
    "calendar-month": "/calendar?view=month",
    "calendar-subscribe": ["/calendar", press("Subscribe in your calendar")],
    "posting-slots": ["/settings/accounts", press("Change slots of The newsroom")],
    "results-table": [`/campaigns/${outId}/results`, press("Show table")],
    "results-period": [`/campaigns/${outId}/results`, press("Custom", false)],
    "new-contact": ["/audience", press("New contact")],
    suppress: ["/audience/suppressions", press("Suppress address")],
    "import-columns": [
      "/audience/import",
      (page) =>
        page.setInputFiles('input[type="file"]', {
          name: "readers.csv",
          mimeType: "text/csv",
          buffer: Buffer.from("E-mail;First Name;Labels;City\r\nann@example.org;Ann;press, vip;Köln\r\nnobody;No;;"),
        }),
    ],
    "studio-video": ["/studio", (page) => page.getByText("Video", { exact: true }).click()],
    delivery: [
      "/deliveries?view=messages",
      (page) =>
        page
          .getByRole("link", { name: /example\.org/ })
          .first()
          .click(),
    ],
    "audit-export": ["/audit", press("Export")],
    "audit-retention": ["/audit", press("Retention")],
    "audit-entry": [
      "/audit?class=decision",
      (page) =>
        page
          .getByRole("button", { name: /Approve scope/ })
          .first()
          .click(),
    ],
    invite: ["/members", press("Invite member")],
    "new-brand": ["/brand-kit", press("New brand")],
    "connect-account": ["/settings/accounts", press("Connect account")],
    "new-credential": [
      "/settings/credentials",
      async (page) => {
        await press("Connect a service")(page);
        await page.getByRole("menuitem", { name: /Mail server/ }).click();
      },
    ],
    "new-key": ["/settings/api-keys", press("New key")],
    "new-webhook": ["/settings/webhooks", press("Add webhook")],
    "new-integration": ["/settings/integrations", press("Connect service")],
    "cancel-post": [`${campaign}/content`, pick("Actions for Aurora is here", "Cancel post")],
    "server-gone": [
      "/",
      async (page) => {
        if (narrow(page)) return;
        // With an empty cache: what is known is shown even while the server is away.
        await page.reload();
        await page.getByRole("navigation", { name: "Main" }).waitFor();
        await page.route("**/api/**", (route) => route.abort());
        await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Audience" }).click();
        await page.getByRole("button", { name: "Try again" }).first().waitFor({ timeout: 15_000 });
      },
    ],
  };
}

function narrow(page) {
  return page.viewportSize().width < 500;
}
