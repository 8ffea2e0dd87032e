/** Checks of every page: accessibility, content policy, overflow, and no requests at rest. */
import { strict as assert } from "node:assert";
import { audit, go, openPage, overflow, settled, url } from "./browser.mjs";
import {
  asViewer,
  emptyPages,
  fresh,
  furnished,
  invited,
  openAs,
  openPages,
  pagesOf,
  showroom,
  statesOf,
} from "./story.mjs";

const wide = { theme: "light", width: 1440 };
const phone = { theme: "dark", width: 390, height: 900 };

export const journeys = {
  "every page passes axe and the content policy, and makes no request in a minute: light, desktop": (browser) =>
    everyPage(browser, { ...wide, rest: true }),

  "every page passes axe and the content policy: dark, phone": (browser) => everyPage(browser, phone),

  "a page that is opened by its link reads everything once": async (browser) => {
    const story = await furnished();
    const page = await openPage(browser, wide);
    await openAs(page, story.account);
    await settled(page);
    const links = (nav, names) =>
      names.map((name) => page.getByRole("navigation", { name: nav }).getByRole("link", { name }).first());
    const twice = [];
    const open = async (link) => {
      const read = await requestsOf(page, async () => {
        await link.click();
        await settled(page);
      });
      const again = read.filter((one, index) => one.startsWith("GET ") && read.indexOf(one) !== index);
      twice.push(...again.map((one) => `${new URL(page.url()).pathname} reads twice: ${one}`));
    };
    for (const link of links("Main", [
      "Campaigns",
      "Approvals",
      "Calendar",
      "Audience",
      "Library",
      "Studio",
      "Newsroom",
      "Sent",
    ]))
      await open(link);
    await go(page, `/campaigns/${story.campaignId}`);
    await settled(page);
    for (const link of links("Campaign", ["Plan", "Content", "Calendar", "Approvals", "Results", "Overview"]))
      await open(link);
    await page.context().close();
    assert.deepEqual(twice, []);
    return [];
  },

  "what opens over a page passes axe": async (browser) => {
    // Of its own: it decides and launches, and only someone alone in a workspace may approve their own work.
    const story = await furnished();
    assert.deepEqual(await faultsOf(browser, wide, story.account, statesOf(story)), []);
    return [];
  },

  "empty and refused pages pass axe": async (browser) => {
    // Of its own: someone joins it, which a page of the showroom that is left open would notice.
    const story = await furnished();
    const nothing = await fresh();
    const viewer = await invited(story.call, "viewer");
    assert.deepEqual(await faultsOf(browser, phone, nothing.account, emptyPages(nothing)), []);
    assert.deepEqual(await faultsOf(browser, { ...phone, theme: "light" }, viewer, asViewer(story)), []);
    return [];
  },
};

async function everyPage(browser, options) {
  const story = await showroom();
  const inbox = await story.call("GET", "/api/email/captured?limit=1");
  assert.deepEqual(await faultsOf(browser, options, undefined, openPages), []);
  assert.deepEqual(await faultsOf(browser, options, story.account, pagesOf(story, inbox.items[0]?.id)), []);
  return [];
}

async function faultsOf(browser, options, account, pages) {
  const page = await openPage(browser, options);
  const found = [];
  if (options.rest) await page.clock.install();
  if (account) await openAs(page, account, "/newsroom");
  else await page.goto(`${url}/forgot`);
  for (const [name, place] of Object.entries(pages)) {
    const [path, act] = [place].flat();
    if (act) {
      // A page outside the shell in between closes whatever the last act has opened.
      await go(page, "/forgot");
      await page.getByRole("heading", { name: "Forgot your password?" }).waitFor();
    }
    await go(page, path);
    await settled(page);
    await act?.(page);
    if (act) await settled(page);
    const faults = [...(await audit(page)), ...page.faults.splice(0).filter((fault) => !ofClock(fault, options))];
    if ((await overflow(page)) > 0) faults.push("scrolls sideways");
    if (options.rest) faults.push(...(await requestsAtRest(page)));
    found.push(...faults.map((fault) => `${name} ${options.theme} ${options.width}: ${fault}`));
  }
  await page.context().close();
  return found;
}

/** The clock of the test puts a script into every frame, which those of mails refuse. */
function ofClock(fault, { rest }) {
  return rest && fault.startsWith("Blocked script execution");
}

/** What a page asks in each of three minutes. What the server has just finished is read in one of them only. */
async function requestsAtRest(page) {
  let asked = [];
  for (let minute = 0; minute < 3; minute++) {
    asked = await requestsOf(page, async () => {
      await page.clock.runFor(60_000);
      await settled(page);
    });
    if (asked.length === 0) break;
  }
  return asked;
}

/** All but the session's own: a token is renewed before it expires. */
async function requestsOf(page, act) {
  const asked = [];
  const note = (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/") && pathname !== "/api/auth/refresh")
      asked.push(`${request.method()} ${pathname}${search}`);
  };
  page.on("request", note);
  await act();
  page.off("request", note);
  return asked;
}
