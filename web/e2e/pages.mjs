/** Checks of every page: accessibility, content policy, overflow, and no requests at rest. */
import { strict as assert } from "node:assert";
import { audit, openPage, overflow, settled, url } from "./browser.mjs";
import { asViewer, emptyPages, fresh, furnished, invited, openPages, pagesOf, signIn, statesOf } from "./story.mjs";

const wide = { theme: "light", width: 1440 };
const phone = { theme: "dark", width: 390, height: 900 };

export const journeys = {
  "every page passes axe and the content policy: light, desktop": (browser) => everyPage(browser, wide),

  "every page passes axe and the content policy: dark, phone": (browser) => everyPage(browser, phone),

  "what opens over a page passes axe": async (browser) => {
    const story = await furnished();
    assert.deepEqual(await faultsOf(browser, wide, story.account, statesOf(story)), []);
    return [];
  },

  "empty and refused pages pass axe": async (browser) => {
    const story = await furnished();
    const nothing = await fresh();
    const viewer = await invited(story.call, "viewer");
    assert.deepEqual(await faultsOf(browser, phone, nothing.account, emptyPages(nothing)), []);
    assert.deepEqual(await faultsOf(browser, { ...phone, theme: "light" }, viewer, asViewer(story)), []);
    return [];
  },

  "a page left open for a minute makes no request": async (browser) => {
    const { account, campaignId } = await fresh();
    const first = await openPage(browser);
    await signIn(first, account);
    const campaign = `/campaigns/${campaignId}`;
    const asked = [];
    for (const path of ["/", "/campaigns", "/calendar", campaign, `${campaign}/schedule`, "/renders", "/library"]) {
      const page = await first.context().newPage();
      await page.goto(url + path);
      await settled(page);
      page.on("request", (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.startsWith("/api/")) asked.push(`${path}: ${request.method()} ${pathname}`);
      });
    }
    await first.waitForTimeout(60_000);
    assert.deepEqual(asked, []);
    return [first];
  },
};

async function everyPage(browser, options) {
  const story = await furnished();
  const inbox = await story.call("GET", "/api/email/captured?limit=1");
  assert.deepEqual(await faultsOf(browser, options, undefined, openPages), []);
  assert.deepEqual(await faultsOf(browser, options, story.account, pagesOf(story, inbox.items[0]?.id)), []);
  return [];
}

async function faultsOf(browser, options, account, pages) {
  const page = await openPage(browser, options);
  const found = [];
  if (account) await signIn(page, account);
  for (const [name, place] of Object.entries(pages)) {
    const [path, act] = [place].flat();
    await page.goto(url + path);
    await settled(page);
    await act?.(page);
    if (act) await page.waitForTimeout(300);
    const faults = [...(await audit(page)), ...page.faults.splice(0)];
    if ((await overflow(page)) > 0) faults.push("scrolls sideways");
    found.push(...faults.map((fault) => `${name} ${options.theme} ${options.width}: ${fault}`));
  }
  await page.context().close();
  return found;
}
