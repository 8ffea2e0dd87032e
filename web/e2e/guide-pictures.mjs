/**
 * The pictures of the guide (docs/guide/pictures), each in both themes, from the sample campaign of a new workspace:
 * `node e2e/guide-pictures.mjs [names, with commas]` against FANFARE_URL. Look at them before you commit them.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openBrowser, openPage, settled, url } from "./browser.mjs";
import { client, openAs } from "./story.mjs";

const folder = fileURLToPath(new URL("../../docs/guide/pictures/", import.meta.url));
const only = process.argv[2]?.split(",");
const most = 80_000;
const day = 86_400_000;
const dayFrom = (days) => new Date(Date.now() + days * day).toISOString().slice(0, 10);

const screen = (page) => page;
const content = (page) => page.locator("main > *").last();
/** The screen from the corner of an element on, without what is above it and to its left. */
const from = (find, left, above) => (page) => ({
  screenshot: async (options) => {
    const box = await find(page).first().boundingBox();
    const { width, height } = page.viewportSize();
    const [x, y] = [Math.max(0, box.x - left), Math.max(0, box.y - above)];
    return page.screenshot({ ...options, clip: { x, y, width: width - x, height: height - y } });
  },
});
const panel = (name) => (page) =>
  page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name }) })
    .first();

const story = await sample();
const browser = await openBrowser();
mkdirSync(folder, { recursive: true });
for (const stage of [story.requested, story.approved, story.launched]) {
  const pictures = await stage();
  for (const theme of ["light", "dark"]) await takeAll(pictures, theme);
}
await browser.close();

async function takeAll(pictures, theme) {
  const page = await openPage(browser, { theme, width: 1120, height: 740, scale: 1.5 });
  await openAs(page, story.account);
  for (const [name, [path, part, act]] of Object.entries(pictures)) {
    if (only && !only.includes(name)) continue;
    await page.goto(url + path);
    await settled(page);
    await act?.(page);
    await settled(page);
    await take(page, part, `${name}-${theme}`);
  }
  await page.context().close();
}

/** The sample campaign with a brand and a request for approval. */
async function sample() {
  const { account, call, open } = await client({ name: "Lena Brandt", workspaceName: "Hearth & Rye" });
  await open();
  const [{ id: brand }] = (await call("GET", "/api/brands")).items;
  await call("PATCH", `/api/brands/${brand}`, {
    name: "Hearth & Rye",
    colors: ["#2b1d14", "#b84a1f", "#f7efe2"],
    fonts: ["Fraunces", "Inter"],
    sender: { name: "Hearth & Rye", email: "hello@hearthandrye.example" },
    postalAddress: "Weserstraße 41, 12045 Berlin",
  });
  let run = await call("POST", "/api/start/sample");
  while (run.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 300));
    run = await call("GET", `/api/start/first-campaigns/${run.id}`);
  }
  if (run.state !== "done") throw new Error(run.error);
  const id = run.campaignId;
  const { id: _, campaignId, version, ...strategy } = await call("GET", `/api/campaigns/${id}/strategies/current`);
  const { platforms, targetAudience, contentPillars, brandTone, cadence } = strategy;
  await call("POST", `/api/campaigns/${id}/strategies`, {
    platforms,
    targetAudience,
    contentPillars,
    brandTone,
    cadence,
    goals: [{ metric: "sign-ups", target: 500, by: dayFrom(28) }],
  });
  const item = (channel) => run.items.find((one) => one.channel === channel);
  const campaign = `/campaigns/${id}`;
  return { account, requested, approved, launched };

  /** Where each picture is taken, and the part of the page that the text speaks of. */
  async function requested() {
    const { reviewId } = await call("POST", `/api/campaigns/${id}/approvals/content/request`, {
      message: "Please look at the newsroom post first.",
    });
    return {
      checklist: ["/", panel(/^Get started/)],
      "brand-kit": ["/brand-kit", panel("Preview")],
      content: [`${campaign}/content`, content],
      composer: [
        `${campaign}/content/items/${item("linkedin").creativeId}`,
        from((page) => page.getByRole("tablist"), 12, 0),
      ],
      review: [`/approvals/${reviewId}`, from((page) => page.getByText("Lena Brandt", { exact: true }), 80, 18)],
      accounts: ["/settings/accounts", panel("Channels")],
      email: [
        `${campaign}/content/mailings/${item("email").mailingId}`,
        from((page) => page.getByText("Test inbox: these e-mails won't reach anyone"), 56, 28),
      ],
      api: ["/docs", screen],
      // Taller than the others; what does not fit would scroll below the header.
      calendar: [`${campaign}/calendar`, content, (page) => page.setViewportSize({ width: 1120, height: 1060 })],
    };
  }

  async function approved() {
    for (const scope of ["strategy", "content", "schedule"])
      await call("POST", `/api/campaigns/${id}/approvals/${scope}/approve`, {});
    const open = async (page) => {
      await page.getByRole("button", { name: "Launch", exact: true }).first().click();
      await page.getByRole("heading", { name: /^What goes out/ }).waitFor();
    };
    return { launch: [campaign, (page) => page.getByRole("dialog"), open] };
  }

  async function launched() {
    await call("POST", `/api/campaigns/${id}/launch`, {});
    const { postId } = item("instagram");
    await call("POST", `/api/social/${postId}/publish`);
    for (let tries = 0; tries < 60; tries++) {
      if ((await call("GET", `/api/social/${postId}`)).status === "handed_over") break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return {
      "posting-by-hand": [`/posting/${postId}`, content],
      results: [`${campaign}/results`, panel(/^Goal/)],
    };
  }
}

/** Cropped to the part, as small as it may be. */
async function take(page, part, name) {
  const found = part(page);
  const png = await still(page, () => (found.first?.() ?? found).screenshot({ animations: "disabled" }));
  const blank = await page.context().newPage();
  for (let quality = 0.86; ; quality -= 0.08) {
    const data = await blank.evaluate(webp, { source: `data:image/png;base64,${png.toString("base64")}`, quality });
    const bytes = Buffer.from(data.split(",")[1], "base64");
    if (bytes.length > most && quality > 0.3) continue;
    writeFileSync(`${folder}${name}.webp`, bytes);
    console.log(`${name}.webp ${Math.round(bytes.length / 1000)} kB`);
    break;
  }
  await blank.close();
}

/** Taken until two in a row are the same: what comes late is there. */
async function still(page, shoot) {
  for (let before = await shoot(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await settled(page);
    const now = await shoot();
    if (now.equals(before)) return now;
    before = now;
  }
}

async function webp({ source, quality }) {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality);
}
