import { Link } from "@tanstack/react-router";
import { Mail, Newspaper } from "lucide-react";
import type { CalendarItem } from "@/contract/types";
import { PlannedAt } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Tag, toneOf } from "@/ui/status";
import ui from "@/ui/ui.module.css";

/** What leaves next, with its time on the wall clock of its zone. */
export function NextOut({ items, inCampaign }: { items: CalendarItem[]; inCampaign?: boolean }) {
  return (
    <ul className={ui.rows}>
      {items.map((item) => {
        const Icon = item.kind === "mailing" ? Mail : Newspaper;
        const inside = (
          <>
            <Icon
              size={16}
              aria-label={humanise(item.kind)}
              style={{ flex: "none", color: "var(--mantine-color-dimmed)" }}
            />
            <span className={ui.rowMain}>
              <span className={ui.rowTitle} style={{ display: "block" }}>
                {item.title || "Untitled"}
              </span>
              <span className={ui.rowNote} style={{ display: "block" }}>
                <PlannedAt at={item.at} zone={item.timeZone} short />
                {inCampaign ? "" : ` · ${item.campaignName}`}
              </span>
            </span>
            {item.status === "scheduled" ? null : <Tag tone={toneOf(item.status)}>{humanise(item.status)}</Tag>}
          </>
        );
        const { campaignId } = item;
        return (
          <li key={item.id}>
            {item.kind === "post" ? (
              <Link
                className={ui.row}
                to="/campaigns/$campaignId/content/posts/$queueId"
                params={{ campaignId, queueId: item.id }}
              >
                {inside}
              </Link>
            ) : (
              <Link
                className={ui.row}
                to="/campaigns/$campaignId/content/mailings/$mailingId"
                params={{ campaignId, mailingId: item.id }}
              >
                {inside}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
