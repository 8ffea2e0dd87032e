import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sparticuz from "@sparticuz/chromium";
import { chromium } from "playwright-core";

export const url = (process.env.FANFARE_URL ?? "http://localhost:8080").replace(/\/$/, "");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function openBrowser() {
  // One process for all is made for small machines and dies with its first context.
  const args = sparticuz.args.filter((arg) => !["--single-process", "--no-zygote"].includes(arg));
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args, headless: true });
}

/** A page that remembers what no page may do: a dialog, an error on the console, a breach of the content policy. */
export async function openPage(browser, { width = 1440, height = 900, theme = "light", touch = false, scale } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    hasTouch: touch,
    reducedMotion: "reduce",
    deviceScaleFactor: scale ?? (width < 500 ? 2 : 1),
    locale: "en-US",
    timezoneId: "Europe/Berlin",
  });
  await context.addInitScript(
    `if (window === top) localStorage.setItem("mantine-color-scheme-value", ${JSON.stringify(theme)})`,
  );
  const page = await context.newPage();
  page.faults = [];
  page.loading = new Set();
  page.on("request", (request) => page.loading.add(request));
  page.on("requestfinished", (request) => page.loading.delete(request));
  page.on("requestfailed", (request) => page.loading.delete(request));
  page.on("dialog", async (dialog) => {
    if (dialog.type() === "beforeunload") return dialog.accept();
    page.faults.push(`a dialog said ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/Failed to load resource|WebSocket/.test(text)) page.faults.push(text);
  });
  page.setDefaultTimeout(15_000);
  return page;
}

/** Goes to a page as a link in the app would, without loading the app again. */
export async function go(page, path) {
  await page.evaluate((to) => window.history.pushState({}, "", to), path);
}

const quiet = 120;
const patience = 15_000;

/** Waits until nothing has been loading for a moment, nothing moves and the page has its heading. */
export async function settled(page) {
  const end = Date.now() + patience;
  for (let since = Date.now(); Date.now() - since < quiet; ) {
    if (page.loading.size > 0 || (await page.evaluate(isBusy))) since = Date.now();
    if (Date.now() > end)
      throw new Error(`${page.url()} is still loading: ${[...page.loading].map((one) => one.url())}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isBusy() {
  return (
    !document.querySelector("h1") ||
    Boolean(document.querySelector('[aria-label="Loading"], [data-bone], main[aria-busy="true"]')) ||
    document.fonts.status === "loading" ||
    document
      .getAnimations()
      .some(({ playState, effect }) => playState === "running" && effect?.getTiming().iterations === 1)
  );
}

/** What axe finds, one line a rule, by all five tags. Runs beside the page's policy, as an extension would. */
export async function audit(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  // The frames of mails allow no scripts, so axe would wait for them in vain.
  const options = { runOnly: wcag, resultTypes: ["violations"], iframes: false };
  const { violations } = await page.evaluate((chosen) => globalThis.axe.run(document, chosen), options);
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 4)
        .map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary?.split("\n")[1]?.trim()})`)
        .join(" | ")}`,
  );
}

export async function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
