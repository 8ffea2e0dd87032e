import { useEffect, useRef, useState } from "react";
import classes from "./ui.module.css";

/**
 * Shows the HTML of a mail in a document of its own: no script runs in it, and its styles do not meet ours.
 * The document comes from the server with its own Content-Security-Policy, since one made here would inherit the page's.
 */
export function MailFrame({ html, title, minHeight = 320 }: { html: string; title: string; minHeight?: number }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(minHeight);
  const [loads, setLoads] = useState(0);

  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (loads === 0 || !page) return;
    page.documentElement.innerHTML = withoutSheets(html);
    const base = page.createElement("base");
    base.target = "_blank";
    page.head.prepend(base);
    // A page is never less high than its frame, so the frame is made small for the moment of measuring.
    const measure = () => {
      const element = frame.current;
      if (!element) return;
      const shown = element.style.height;
      element.style.height = `${minHeight}px`;
      const needed = page.documentElement.scrollHeight;
      element.style.height = shown;
      setHeight(Math.max(minHeight, needed));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(page.body);
    return () => observer.disconnect();
  }, [html, loads, minHeight]);

  return (
    <iframe
      ref={frame}
      className={classes.frame}
      src="/mail-frame.html"
      title={title}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      style={{ height }}
      onLoad={() => setLoads((count) => count + 1)}
    />
  );
}

/** Fonts that a mail would fetch from elsewhere are left out: nobody shall learn that it was looked at. */
function withoutSheets(html: string) {
  return html.replace(/<link\b[^>]*>/gi, "").replace(/@import\s[^;]*;/gi, "");
}
