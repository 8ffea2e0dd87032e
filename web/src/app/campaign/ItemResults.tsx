import { Link, type LinkProps } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Campaign, ItemResult } from "@/contract/types";
import { Thumbnail } from "@/library/Picture";
import { DataTable } from "@/ui/DataTable";
import { shortDateTime } from "@/ui/format";
import { Chips } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Tag } from "@/ui/status";
import classes from "./results.module.css";

/** A post opens where it is read and measured, an e-mail in its report. */
export function placeOfResult(campaignId: string) {
  return ({ kind, id }: ItemResult): LinkProps | undefined => {
    if (kind === "post" && id)
      return { to: "/campaigns/$campaignId/content/posts/$queueId", params: { campaignId, queueId: id } };
    if (kind === "mailing" && id)
      return { to: "/campaigns/$campaignId/results/e-mails/$mailingId", params: { campaignId, mailingId: id } };
    return undefined;
  };
}

interface Figure {
  key: string;
  label: string;
  of: (item: ItemResult) => number | null;
  /** The rows behind the figure. */
  rows?: (item: ItemResult) => object | undefined;
  rate?: boolean;
}

const isMail = ({ kind }: ItemResult) => kind === "mailing";
const mailRows = (more: object) => (item: ItemResult) => (isMail(item) ? { itemId: item.id, ...more } : undefined);
const orNull = (value: number) => (value > 0 ? value : null);
const reached = (item: ItemResult) => {
  const { sent, delivered, impressions } = item.figures;
  if (!isMail(item)) return impressions;
  return item.state === "captured" ? orNull(delivered) : sent > 0 ? delivered : null;
};

const columns: Figure[] = [
  { key: "sent", label: "Sent", of: (item) => (isMail(item) ? item.figures.sent : null), rows: mailRows({}) },
  { key: "reached", label: "Reached", of: reached, rows: mailRows({}) },
  {
    key: "opened",
    label: "Opened",
    of: (item) => (isMail(item) ? item.figures.reach : null),
    rows: mailRows({ reaction: "open" }),
  },
  { key: "clicks", label: "Clicks", of: ({ figures }) => figures.clicks, rows: mailRows({ reaction: "click" }) },
  {
    key: "rate",
    label: "Click rate",
    of: (item) => {
      const base = isMail(item) ? (reached(item) ?? item.figures.sent) : item.figures.impressions;
      return base > 0 ? item.figures.clicks / base : null;
    },
    rate: true,
  },
  { key: "conversions", label: "Conversions", of: ({ figures }) => orNull(figures.conversions) },
];

interface ItemResultsProps {
  campaign: Campaign;
  items: ItemResult[];
}

/** Each post and e-mail with its figures, sorted by any of them. */
export function ItemResults({ campaign, items }: ItemResultsProps) {
  const [channel, setChannel] = useState<string>();
  const [sort, setSort] = useState<{ key: string; up: boolean }>({ key: "at", up: false });
  const channels = [...new Set(items.map((item) => item.channel))];
  const shownColumns = columns.filter(({ of }) => items.some((item) => of(item) !== null));
  const rankOf = (item: ItemResult) => {
    if (sort.key === "title") return item.title.toLowerCase();
    if (sort.key === "at") return item.at ? Date.parse(item.at) : 0;
    return columns.find(({ key }) => key === sort.key)?.of(item) ?? -1;
  };
  const rows = items
    .filter((item) => !channel || item.channel === channel)
    .toSorted((a, b) => {
      const [x, y] = [rankOf(a), rankOf(b)];
      const order = x < y ? -1 : x > y ? 1 : 0;
      return sort.up ? order : -order;
    });
  const head = { sort, change: setSort };
  if (items.length === 0) return null;
  return (
    <Panel
      title="Posts and e-mails"
      padded={false}
      aside={
        channels.length > 1 ? (
          <Chips
            label="Channel"
            all="All"
            options={channels.map((value) => ({ value, label: platformName(value) }))}
            value={channel}
            onChange={setChannel}
          />
        ) : null
      }
    >
      <DataTable label="Posts and e-mails" className={classes.items}>
        <thead>
          <tr>
            <Head id="title" {...head}>
              Item
            </Head>
            <Head id="at" {...head}>
              Published
            </Head>
            {shownColumns.map(({ key, label }) => (
              <Head key={key} id={key} {...head}>
                {label}
              </Head>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((item) => (
            <tr key={`${item.channel} ${item.entity}`}>
              <th scope="row">
                <Face item={item} place={placeOfResult(campaign.id)(item)}>
                  {item.at ? <small>{shortDateTime(item.at, campaign.timeZone)}</small> : null}
                  {shownColumns
                    .filter((column) => !column.rate && column.of(item) !== null)
                    .map((column) => (
                      <span key={column.key}>
                        <Cell column={column} item={item} /> {column.label.toLowerCase()}
                      </span>
                    ))}
                </Face>
              </th>
              <td>{item.at ? shortDateTime(item.at, campaign.timeZone) : "—"}</td>
              {shownColumns.map((column) => (
                <td key={column.key}>
                  <Cell column={column} item={item} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Panel>
  );
}

interface HeadProps {
  id: string;
  sort: { key: string; up: boolean };
  change: (sort: { key: string; up: boolean }) => void;
  children: ReactNode;
}

function Head({ id, sort, change, children }: HeadProps) {
  const on = sort.key === id;
  const Arrow = on && sort.up ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={on ? (sort.up ? "ascending" : "descending") : "none"}>
      <button
        type="button"
        className={classes.sort}
        data-on={on || undefined}
        onClick={() => change({ key: id, up: on ? !sort.up : id === "title" })}
      >
        {children} <Arrow size={12} aria-hidden />
      </button>
    </th>
  );
}

interface FaceProps {
  item: ItemResult;
  place: LinkProps | undefined;
  /** Its figures, where there is no room for columns. */
  children: ReactNode;
}

function Face({ item, place, children }: FaceProps) {
  return (
    <span className={classes.face}>
      <span className={classes.thumb} data-bare={item.thumbnailAssetId ? undefined : true}>
        {item.thumbnailAssetId ? <Thumbnail assetId={item.thumbnailAssetId} alt="" /> : null}
        <PlatformIcon platform={item.channel} size={item.thumbnailAssetId ? 16 : 22} named />
      </span>
      <span className={classes.name}>
        {place ? <Link {...place}>{item.title || "Untitled"}</Link> : item.title}
        {item.kind === null ? <small>Reported by {platformName(item.channel)}</small> : null}
        {item.state === "captured" ? <Tag tone="warn">Test inbox</Tag> : null}
        <span className={classes.narrow}>{children}</span>
      </span>
    </span>
  );
}

function Cell({ column, item }: { column: Figure; item: ItemResult }) {
  const value = column.of(item);
  if (value === null) return <span className={classes.none}>—</span>;
  const text = column.rate
    ? `${(value * 100).toLocaleString("en", { maximumFractionDigits: 1 })}%`
    : value.toLocaleString("en");
  const rows = value > 0 ? column.rows?.(item) : undefined;
  return rows ? (
    <Link to="/deliveries" search={rows} className={classes.number} aria-label={`${column.label}: ${text}. Show them`}>
      {text}
    </Link>
  ) : (
    text
  );
}
