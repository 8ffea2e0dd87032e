import { Button } from "@mantine/core";
import { ImageOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import classes from "./frame.module.css";

interface MailFrameProps {
  html: string;
  title: string;
  minHeight?: number;
  /** The document of the mail, each time it was drawn or has another size. */
  onDrawn?: ((root: HTMLElement) => void) | undefined;
  /** As a mail program in dark mode shows it. */
  dark?: boolean;
}

/**
 * Shows the HTML of a mail in a document of its own: no script runs in it, and its styles do not meet ours.
 * The document comes from the server with its own Content-Security-Policy, since one made here would inherit the page's.
 * Pictures from other sites load on request only: their servers would learn that the mail was viewed.
 */
export function MailFrame({ html, title, minHeight = 320, onDrawn, dark }: MailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(minHeight);
  const [loads, setLoads] = useState(0);
  const [pictures, setPictures] = useState(false);
  const drawn = useRef(onDrawn);
  useEffect(() => {
    drawn.current = onDrawn;
  });

  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (loads === 0 || !page) return;
    // An element of the mail may be called "createElement" or "body" and then hides the document's own member.
    const root: HTMLElement = Reflect.get(Document.prototype, "documentElement", page);
    root.innerHTML = withoutSheets(html);
    const base = document.createElement("base");
    base.target = "_blank";
    root.querySelector("head")?.prepend(base);
    // A page is never less high than its frame, so the frame is made small for the moment of measuring.
    const measure = () => {
      const element = frame.current;
      if (!element) return;
      const shown = element.style.height;
      element.style.height = `${minHeight}px`;
      const needed = root.scrollHeight;
      element.style.height = shown;
      setHeight(Math.max(minHeight, needed));
      drawn.current?.(root);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(root.querySelector("body") ?? root);
    return () => observer.disconnect();
  }, [html, loads, minHeight]);

  return (
    <>
      {!pictures && hasForeignPictures(html) ? (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<ImageOff size={13} aria-hidden />}
          onClick={() => setPictures(true)}
        >
          Load pictures from other sites
        </Button>
      ) : null}
      <iframe
        ref={frame}
        className={classes.frame}
        data-dark={dark || undefined}
        src={pictures ? "/mail-frame.html?pictures" : "/mail-frame.html"}
        title={title}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        style={{ height }}
        onLoad={() => setLoads((count) => count + 1)}
      />
    </>
  );
}

function hasForeignPictures(html: string) {
  return [...html.matchAll(/\bsrc\s*=\s*["']?(https?:\/\/[^/"'\s>]+)/gi)].some(
    ([, origin]) => origin !== location.origin,
  );
}

/** Leaves out fonts and style sheets of other sites, for the same reason. */
function withoutSheets(html: string) {
  return html.replace(/<link\b[^>]*>/gi, "").replace(/@import\s[^;]*;/gi, "");
}
