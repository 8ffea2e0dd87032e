import { useState } from "react";
import type { MailingReport } from "@/contract/types";
import { Chips } from "@/ui/layout";
import { MailFrame } from "@/ui/MailFrame";
import { Panel } from "@/ui/Page";
import { countedLinks, linksIn, type MailLink } from "./links";
import classes from "./report.module.css";

interface Spot extends MailLink {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface ClickMapProps {
  html: string;
  report: MailingReport;
  onLinks: (links: MailLink[]) => void;
}

/** The mail as it was sent, with the clicks beside each link. The table of links says the same in words. */
export function ClickMap({ html, report, onLinks }: ClickMapProps) {
  const [device, setDevice] = useState<"phone" | "desktop">("phone");
  const [spots, setSpots] = useState<Spot[]>([]);
  const drawn = (root: HTMLElement) => {
    const anchors = linksIn(root);
    const links = countedLinks(anchors, report.links);
    onLinks(links);
    setSpots(
      links.flatMap((link) => {
        const anchor = link.position === undefined ? undefined : anchors[link.position];
        const face = anchor?.querySelector("img") ?? anchor;
        if (!face || link.clicks === 0) return [];
        const { left, top, width, height } = face.getBoundingClientRect();
        return width > 0 ? [{ ...link, left, top, width, height }] : [];
      }),
    );
  };
  const most = Math.max(...spots.map(({ clicks }) => clicks), 1);
  return (
    <Panel
      title="Click map"
      padded={false}
      aside={
        <Chips
          label="Width"
          options={[
            { value: "phone", label: "Phone" },
            { value: "desktop", label: "Desktop" },
          ]}
          value={device}
          onChange={(next) => setDevice(next ?? device)}
        />
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className={classes.stage} tabIndex={0} aria-label="E-mail with clicks">
        <div className={classes.device} data-width={device}>
          <MailFrame key={device} html={html} title="E-mail with clicks" minHeight={200} onDrawn={drawn} />
          <div className={classes.spots} aria-hidden>
            {spots.map(({ position, kind, clicks, share, left, top, width, height }) => (
              <span key={position}>
                <i
                  style={{ left: left - 3, top: top - 3, width: width + 6, height: height + 6 }}
                  data-strong={clicks > most / 2 || undefined}
                />
                <b data-kind={kind} style={besideOf({ kind, left, top, width, height })}>
                  {clicks.toLocaleString("en")} <small>{Math.round(share * 100)}%</small>
                </b>
              </span>
            ))}
          </div>
        </div>
      </section>
    </Panel>
  );
}

/** Under words, beside a button, and in the corner of a picture: never over what the link says. */
function besideOf({ kind, left, top, width, height }: Pick<Spot, "kind" | "left" | "top" | "width" | "height">) {
  if (kind === "image") return { left: left + width - 6, top: top + 16 };
  if (kind === "button") return { left: left + width + 10, top: top + height / 2 };
  return { left, top: top + height + 14 };
}
