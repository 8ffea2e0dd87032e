/**
 * A new person from the sign-up to an approved and launched campaign made from a blog, counted in clicks and seconds:
 * `node e2e/start.mjs [ADDRESS] [--keyboard | --phone]` against FANFARE_URL, with the mouse, by keys alone, or by touch at 390 px.
 * Without an address it serves a blog of its own (e2e/blog) on FANFARE_BLOG_PORT. A blog on a private address needs
 * FANFARE_OUTGOING_ALLOW=localhost:port on the server. SHOTS names a folder for pictures of each page, THEME how they look.
 */
import { strict as assert } from "node:assert";
import { fileURLToPath } from "node:url";
import { serveBlog } from "./blog.mjs";
import { openBrowser, openPage, overflow, settled, url } from "./browser.mjs";
import { person } from "./person.mjs";

const most = { clicks: 25, seconds: 180 };
const blogPort = Number(process.env.FANFARE_BLOG_PORT ?? 0);

/** The server must be allowed to read the stand-in blog, so the journey runs only where its port is known. */
export const journeys = blogPort
  ? {
      "from the address of a blog to a launched campaign with four posts, an e-mail and two pictures": async (
        browser,
      ) => {
        const blog = await serveBlog({ port: blogPort });
        try {
          return [(await firstCampaign(browser, { blog: blog.address })).page];
        } finally {
          blog.close();
        }
      },
    }
  : {};

/** What a new person does. Everything is checked through the API at the end. */
async function firstCampaign(browser, { blog, mode = "mouse", shots, theme = "light" }) {
  const phone = mode === "phone";
  const size = phone ? { width: 390, height: 844, touch: true } : { width: 1440, height: 900 };
  const page = await openPage(browser, { ...size, theme });
  const began = Date.now();
  const does = person(page, mode);
  const look = async (name) => {
    if (!shots) return;
    await settled(page);
    assert.equal(await overflow(page), 0, `${name} scrolls sideways`);
    await page.screenshot({ path: `${shots}/${name}.png` });
  };

  const account = { email: `lena-${began.toString(36)}@example.com`, password: "a long password" };
  await page.goto(`${url}/sign-up`);
  await does.type(page.getByLabel("Your name"), "Lena Brandt");
  await does.type(page.getByLabel("E-mail"), account.email);
  await does.type(page.getByLabel("Password", { exact: true }), account.password);
  await look("0-sign-up");
  await does.submit(page.getByRole("button", { name: "Create account" }));

  await page.getByRole("heading", { name: "What’s your website?" }).waitFor();
  await look("1-website");
  await does.type(page.getByLabel("Address of your website"), blog);
  const read = Date.now();
  await does.submit(page.getByRole("button", { name: "Read website" }));
  await page.getByRole("heading", { name: "Your first campaign" }).waitFor({ timeout: 30_000 });
  const seconds = { read: (Date.now() - read) / 1000 };
  await look("2-found");
  const make = Date.now();
  await does.press(page.getByRole("button", { name: "Make my campaign" }));
  await page.getByRole("link", { name: "Open my campaign" }).waitFor({ timeout: 60_000 });
  seconds.made = (Date.now() - make) / 1000;
  await look("3-made");
  await does.press(page.getByRole("link", { name: "Open my campaign" }));
  const tabs = page.getByRole("navigation", { name: "Campaign" });
  await tabs.waitFor();
  await look("4-campaign");

  // Approved at once, as the only person of the workspace may, and launched.
  await does.press(tabs.getByRole("link", { name: "Approvals" }), "5");
  await does.press(page.getByRole("button", { name: "Approve all 3" }));
  await look("5-approve-all");
  await does.press(page.getByRole("dialog").getByRole("button", { name: "Approve all" }));
  await page.getByText("Everything scheduled is approved").waitFor();
  await does.press(page.getByRole("button", { name: "Launch", exact: true }).last());
  await page.getByRole("dialog").waitFor();
  await look("6-launch");
  await does.press(page.getByRole("dialog").getByRole("button", { name: "Launch campaign" }));
  await page.getByText("Launching…", { exact: true }).first().waitFor();
  seconds.all = (Date.now() - began) / 1000;
  await look("7-launched");
  assert.deepEqual(page.faults, []);
  const made = await checked(account, page.url().match(/campaigns\/([0-9a-f-]{36})/)[1]);
  assert.ok(does.acts <= most.clicks, `${does.acts} clicks`);
  assert.ok(seconds.all <= most.seconds, `${seconds.all} s`);
  return { page, clicks: does.acts, moves: does.moves, seconds, made };
}

/** Launched and approved, with four posts, an e-mail and two pictures of their own. */
async function checked(account, id) {
  const { accessToken } = await rest("POST", "/api/auth/login", undefined, account);
  const get = (path) => rest("GET", path, accessToken);
  const campaign = await get(`/api/campaigns/${id}`);
  assert.equal(campaign.status, "active");
  const { scopes } = await get(`/api/campaigns/${id}/approvals`);
  for (const { scope, status, items } of scopes)
    if (items.length > 0) assert.equal(status, "approved", `${scope} is ${status}`);
  const { items } = await get(`/api/campaigns/${id}/items?limit=100`);
  const posts = items.filter(({ kind }) => kind === "post");
  const mails = items.filter(({ kind }) => kind === "mailing");
  assert.ok(posts.length >= 4, `${posts.length} posts`);
  assert.equal(mails.length, 1);
  for (const { title, at } of [...posts, ...mails]) assert.ok(at, `${title} has no time`);
  assert.equal(new Set(posts.map(({ title }) => title)).size, posts.length, "two posts begin alike");
  const pictures = new Set(posts.map(({ thumbnailAssetId }) => thumbnailAssetId).filter(Boolean));
  assert.ok(pictures.size >= 2, `${pictures.size} pictures`);
  return { posts: posts.length, mails: mails.length, pictures: pictures.size };
}

async function rest(method, path, token, body) {
  const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = process.argv.slice(2);
  const given = options.find((option) => !option.startsWith("--"));
  const mode = options.includes("--keyboard") ? "keyboard" : options.includes("--phone") ? "phone" : "mouse";
  const own = given ? undefined : await serveBlog({ port: blogPort });
  const browser = await openBrowser();
  try {
    const { SHOTS: shots, THEME: theme } = process.env;
    const done = await firstCampaign(browser, { blog: given ?? own.address, mode, shots, theme });
    const { made, seconds } = done;
    console.log(
      `${mode}: launched with ${made.posts} posts, ${made.mails} e-mail and ${made.pictures} pictures`,
      `in ${done.clicks} ${mode === "keyboard" ? `key presses that act (and ${done.moves} to move)` : "clicks"}`,
      `and ${seconds.all.toFixed(1)} s (website read in ${seconds.read.toFixed(1)} s, made in ${seconds.made.toFixed(1)} s)`,
    );
  } finally {
    await browser.close();
    own?.close();
  }
}
