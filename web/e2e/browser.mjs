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
export async function openPage(browser, { width = 1440, height = 900, theme = "light" } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
    deviceScaleFactor: width < 500 ? 2 : 1,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  });
  await context.addInitScript(
    `if (window === top) localStorage.setItem("mantine-color-scheme-value", ${JSON.stringify(theme)})`,
  );
  const page = await context.newPage();
  page.faults = [];
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

/** Waits until nothing is loading any more. */
export async function settled(page) {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.waitForFunction(
    () => document.querySelector("h1") && !document.querySelector('[role="status"][aria-label="Loading"]'),
  );
  await page.evaluate(() => document.fonts.ready);
}

/** What axe finds, one line a rule, by all five tags. Runs beside the page's policy, as an extension would. */
export async function audit(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), wcag);
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
