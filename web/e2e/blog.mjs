/**
 * A stand-in for a small company's website with a blog: pages, feed, style sheet, logo and pictures from `e2e/blog`, with the
 * things around a text that real pages have. `node e2e/blog.mjs PORT` serves it by itself.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const folder = new URL("./blog/", import.meta.url);
const types = { css: "text/css", svg: "image/svg+xml", jpg: "image/jpeg", png: "image/png" };
const name = "Kettle & Chain";
const about = "A bicycle workshop and café in Leipzig that repairs what others replace.";

const posts = readdirSync(folder)
  .filter((file) => file.endsWith(".html"))
  .map((file) => {
    const [, head, body] = /^<!--\n([\s\S]*?)-->\n([\s\S]*)$/.exec(readFileSync(new URL(file, folder), "utf8"));
    const facts = Object.fromEntries(head.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2)));
    return { ...facts, body, path: `/blog/${file.slice(0, -5)}/` };
  })
  .sort((a, b) => b.date.localeCompare(a.date));

/** Serves the site on a free port of this machine. */
export async function serveBlog({ port = 0 } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://blog");
    const found = page(pathname, `http://${request.headers.host}`);
    response.writeHead(found ? 200 : 404, { "Content-Type": found?.type ?? "text/plain" });
    response.end(found?.body ?? "Not found");
  });
  await new Promise((done) => server.listen(port, done));
  return { address: `http://localhost:${server.address().port}`, close: () => server.close() };
}

function page(path, origin) {
  if (path === "/") return html(home(), { title: name, summary: about, origin });
  if (path === "/contact/") return html(contact, { title: `Contact – ${name}`, summary: "Where to find us", origin });
  if (path === "/feed/") return { type: "application/rss+xml; charset=utf-8", body: feed(origin) };
  const post = posts.find((one) => one.path === path);
  if (post) return html(article(post, origin), { ...post, origin });
  const file = /^\/files\/([a-z-]+\.(css|svg|jpg|png))$/.exec(path);
  if (!file) return undefined;
  try {
    return { type: types[file[2]], body: readFileSync(new URL(file[1], folder)) };
  } catch {
    return undefined;
  }
}

function html(main, { title, summary, origin, picture }) {
  return {
    type: "text/html; charset=utf-8",
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${text(title)}</title>
<meta name="description" content="${text(summary)}"><meta property="og:site_name" content="${text(name)}">
<meta name="theme-color" content="#17392f">${picture ? `<meta property="og:image" content="${origin}/files/${picture}">` : ""}
<link rel="stylesheet" href="/files/style.css"><link rel="icon" type="image/svg+xml" href="/files/logo.svg">
<link rel="alternate" type="application/rss+xml" title="${text(name)}" href="/feed/">
<script type="application/ld+json">${JSON.stringify({
      "@context": "https://schema.org",
      "@type": "LocalBusiness",
      name,
      url: origin,
      logo: `${origin}/files/logo.svg`,
      email: "hello@kettleandchain.example",
      address: {
        "@type": "PostalAddress",
        streetAddress: "Karl-Heine-Straße 83",
        postalCode: "04229",
        addressLocality: "Leipzig",
      },
    })}</script></head>
<body><header><a class="brand" href="/"><img src="/files/logo.svg" alt="${text(name)}" width="40" height="40"> ${text(name)}</a>
<nav><a href="/#posts">Blog</a> <a href="/contact/">Contact</a> <a class="button" href="/contact/">Book a repair</a></nav></header>
<div class="cookies" role="dialog">We use one cookie to remember your basket. <button>OK</button></div>
<main>${main}</main>
<footer><p>${text(name)}, Karl-Heine-Straße 83, 04229 Leipzig · <a href="mailto:hello@kettleandchain.example">hello@kettleandchain.example</a></p></footer>
</body></html>`,
  };
}

function home() {
  const list = posts.map(
    (post) => `<article><h2><a href="${post.path}">${text(post.title)}</a></h2>
<time datetime="${post.date}">${post.date}</time><p>${text(post.summary)}</p></article>`,
  );
  return `<h1>We fix bikes. You drink coffee.</h1><p>${text(about)}</p><section id="posts">${list.join("")}</section>`;
}

function article(post, origin) {
  const others = posts.filter((one) => one !== post).slice(0, 3);
  return `<article><h1>${text(post.title)}</h1>
<p class="byline">By ${post.author} · <time datetime="${post.date}">${post.date}</time></p>
${post.picture ? `<figure><img src="${origin}/files/${post.picture}" alt="${text(post.alt)}"></figure>` : ""}
${post.body}</article>
<aside><h2>Read next</h2><ul>${others.map((one) => `<li><a href="${one.path}">${text(one.title)}</a></li>`).join("")}</ul>
<p>Share: <a href="https://social.example/share">Social</a></p></aside>`;
}

const contact = `<h1>Contact</h1><p>${text(name)}<br>Karl-Heine-Straße 83<br>04229 Leipzig</p>
<p>Monday to Friday 8 to 19, Saturday 9 to 16. <a href="mailto:hello@kettleandchain.example">hello@kettleandchain.example</a></p>`;

function feed(origin) {
  const items = posts.map(
    (
      post,
    ) => `<item><title>${text(post.title)}</title><link>${origin}${post.path}</link><guid>${origin}${post.path}</guid>
<pubDate>${new Date(`${post.date}T08:00:00Z`).toUTCString()}</pubDate><description>${text(post.summary)}</description>
${post.picture ? `<enclosure url="${origin}/files/${post.picture}" type="image/jpeg" length="0"/>` : ""}
<content:encoded><![CDATA[${post.body}]]></content:encoded></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>${text(name)}</title><link>${origin}/</link><description>${text(about)}</description>${items.join("")}</channel></rss>`;
}

function text(words) {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serveBlog({ port: Number(process.argv[2] ?? 8399) });
  console.log(address);
}
