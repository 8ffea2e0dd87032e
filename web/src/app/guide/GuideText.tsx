import { useComputedColorScheme } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { Page } from "@/ui/Page";
import { BoneRows } from "@/ui/States";
import { NotThere } from "../fallbacks";
import classes from "./guide.module.css";

const MarkdownView = lazy(() => import("@/ui/MarkdownView").then((m) => ({ default: m.MarkdownView })));
const route = getRouteApi("/shell/guide/$name");

/** One page of the guide, with the way to the next. */
export function GuideText() {
  const { guidePages } = route.useLoaderData();
  const { name } = route.useParams();
  const at = guidePages.findIndex((page) => page.name === name);
  const page = guidePages[at];
  if (!page) return <NotThere />;
  const next = guidePages[at + 1];
  return (
    <Page title={page.title} crumbs={[{ label: "Guide", to: "/guide" }]}>
      <div className={classes.columns}>
        <article className={classes.article}>
          <Suspense fallback={<BoneRows count={8} />}>
            <MarkdownView
              text={page.text}
              components={{ a: GuideLink, img: GuidePicture, h2: Heading, pre: Example }}
            />
          </Suspense>
          {next ? (
            <p className={classes.next}>
              Next:{" "}
              <Link to="/guide/$name" params={{ name: next.name }}>
                {next.title}
              </Link>
            </p>
          ) : null}
        </article>
        {page.headings.length > 1 ? (
          <nav className={classes.headings} aria-label="On this page">
            {page.headings.map((heading) => (
              <a key={heading} href={`#${anchorOf(heading)}`}>
                {heading}
              </a>
            ))}
          </nav>
        ) : null}
      </div>
    </Page>
  );
}

function anchorOf(heading: string) {
  return heading.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

function Heading({ children }: { children?: ReactNode }) {
  return <h2 id={anchorOf(String(children))}>{children}</h2>;
}

/** Lines that are too long are scrolled, also by keys. */
function Example({ children }: { children?: ReactNode }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
  return <pre tabIndex={0}>{children}</pre>;
}

/** A link to another page of the guide, to a page of the app (`/settings`), or to another site. */
function GuideLink({ href = "", children }: { href?: string; children?: ReactNode }) {
  const [, name] = /^([\w-]+)\.md$/.exec(href) ?? [];
  if (name)
    return (
      <Link to="/guide/$name" params={{ name }}>
        {children}
      </Link>
    );
  if (href.startsWith("/")) return <Link to={href}>{children}</Link>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function GuidePicture({ src = "", alt }: { src?: string; alt?: string }) {
  const { pictureOf } = route.useLoaderData();
  const address = pictureOf(src, useComputedColorScheme("light"));
  return address ? <img className={classes.picture} src={address} alt={alt} loading="lazy" /> : null;
}
