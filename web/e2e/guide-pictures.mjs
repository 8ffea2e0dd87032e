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

/** The sample campaign with a brand, a goal, figures and a request for approval. */
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
      composer: [`${campaign}/content/items/${item("linkedin").creativeId}`, screen],
      review: [`/approvals/${reviewId}`, screen],
      accounts: ["/settings/accounts", panel("Channels")],
      email: [`${campaign}/content/mailings/${item("email").mailingId}`, screen],
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
    await call("PATCH", `/api/campaigns/${id}`, { startDate: dayFrom(-9) });
    await call("POST", `/api/campaigns/${id}/launch`, {});
    await call("POST", "/api/metrics/ingest", { records: figures(id) });
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

/** Sign-ups of the last nine days. */
function figures(campaignId) {
  return Array.from({ length: 9 }, (_, at) => ({
    campaignId,
    channel: "newsroom",
    source: "export",
    date: dayFrom(at - 9),
    conversions: 14 + ((at * 7) % 11),
  }));
}

/** Cropped to the part, as small as it may be. */
async function take(page, part, name) {
  const found = part(page);
  const png = await (found.first?.() ?? found).screenshot({ animations: "disabled" });
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

async function webp({ source, quality }) {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality);
}
