import { Link, type LinkProps } from "@tanstack/react-router";
import type { SentItem } from "@/contract/types";
import { counted, shortDateTime } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Facts } from "@/ui/layout";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Note } from "@/ui/Row";
import { Status } from "@/ui/status";
import type { Column } from "@/ui/TableList";
import classes from "./delivery.module.css";
import { stateName } from "./filters";

const columns: Column<SentItem>[] = [
  { key: "title", label: "Title", sort: "title", cell: (item) => <SentTitle item={item} /> },
  { key: "campaign", label: "Campaign", sort: "campaign", width: 190, cell: ({ campaignName }) => campaignName },
  { key: "messages", label: "Messages", sort: "messages", width: 120, cell: (item) => <Messages item={item} /> },
  { key: "state", label: "State", width: 210, cell: (item) => <States item={item} /> },
  {
    key: "time",
    label: "Time",
    sort: "time",
    width: 160,
    cell: ({ at, timeZone }) => <time dateTime={at}>{shortDateTime(at, timeZone)}</time>,
  },
];

const keyOf = ({ id }: SentItem) => id;

export function SentTable({ items, busy }: { items: SentItem[]; busy: boolean }) {
  return (
    <ListTable
      label="Sent"
      items={items}
      keyOf={keyOf}
      nameOf={({ title }) => title}
      columns={columns}
      peek={(item) => <SentPeek item={item} />}
      busy={busy}
    />
  );
}

/** Its messages: to each person, or to the account. */
const messagesOf = ({ id, campaignId }: SentItem): LinkProps => ({
  to: "/deliveries",
  search: { itemId: id, campaignId } as never,
});

function SentTitle({ item }: { item: SentItem }) {
  return (
    <span className={classes.sent}>
      <PlatformIcon platform={item.channel} size={18} named />
      <span className={classes.sentWords}>
        <Link {...messagesOf(item)} className={classes.sentTitle}>
          {item.title || "Untitled"}
        </Link>
        <span className={classes.narrowOnly}>
          <Note>
            {item.campaignName} · {shortDateTime(item.at, item.timeZone)}
          </Note>
          <States item={item} />
        </span>
      </span>
    </span>
  );
}

function Messages({ item: { kind, messages } }: { item: SentItem }) {
  return kind === "mailing" ? counted(messages, "person", "people") : counted(messages, "post");
}

/** The state of most of its messages, and how many need a person. */
function States({ item: { kind, states } }: { item: SentItem }) {
  const known = Object.entries(states).toSorted(([, one], [, other]) => other - one);
  const [most] = known;
  const bad = known.filter(([state]) => state !== most?.[0] && ["failed", "unconfirmed"].includes(state));
  if (!most) return null;
  return (
    <span className={classes.states}>
      <Status value={most[0]} label={kind === "post" && most[0] === "confirmed" ? "Published" : stateName(most[0])} />
      {bad.map(([state, count]) => (
        <Status key={state} value={state} label={`${count.toLocaleString("en")} ${stateName(state).toLowerCase()}`} />
      ))}
    </span>
  );
}

function SentPeek({ item }: { item: SentItem }) {
  return (
    <Facts
      facts={[
        ["Campaign", item.campaignName],
        ["Channel", platformName(item.channel)],
        ["Time", shortDateTime(item.at, item.timeZone)],
        ...Object.entries(item.states).map(([state, count]) => [stateName(state), count.toLocaleString("en")] as const),
      ]}
    />
  );
}
