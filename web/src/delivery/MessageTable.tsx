import { Mail, Newspaper } from "lucide-react";
import { keys } from "@/contract/keys";
import type { Delivery } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { ListTable } from "@/ui/ListTable";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Status } from "@/ui/status";
import type { Column } from "@/ui/TableList";
import { TitleCell } from "@/ui/TitleCell";
import { useAddress } from "@/ui/useAddress";
import { deliveryActions } from "./actions";
import { stateName } from "./filters";
import { messageBulk } from "./messageBulk";
import type { DeliveriesSearch } from "./routes";

const timeOf = ({ confirmedAt, submittedAt, dueAt }: Delivery) => confirmedAt ?? submittedAt ?? dueAt;

const columns: Column<Delivery>[] = [
  {
    key: "title",
    label: "Recipient",
    cell: (delivery) => (
      <TitleCell
        lead={<Channel delivery={delivery} />}
        place={{ to: "/deliveries", search: ((old: DeliveriesSearch) => ({ ...old, id: delivery.id })) as never }}
        note={
          <>
            <State delivery={delivery} /> <Ago at={timeOf(delivery)} />
          </>
        }
      >
        {delivery.target}
      </TitleCell>
    ),
  },
  { key: "channel", label: "Channel", width: 130, spare: true, cell: ({ channel }) => platformName(channel) },
  { key: "state", label: "State", width: 150, cell: (delivery) => <State delivery={delivery} /> },
  { key: "reason", label: "Reason", width: 300, cell: ({ reason }) => <span title={reason ?? ""}>{reason}</span> },
  { key: "time", label: "Time", sort: "created", width: 130, cell: (delivery) => <Ago at={timeOf(delivery)} /> },
];

const keyOf = ({ id }: Delivery) => id;

/** Single messages. There can be millions, so their only order is that of their creation. */
export function MessageTable({ items, busy }: { items: Delivery[]; busy: boolean }) {
  const [, change] = useAddress<DeliveriesSearch>();
  return (
    <ListTable
      label="Messages"
      items={items}
      keyOf={keyOf}
      nameOf={({ target }) => target}
      columns={columns}
      actions={(delivery) => <MessageMenu delivery={delivery} />}
      bulk={messageBulk}
      onPeek={({ id }) => change({ id }, { keepHistory: true })}
      stale={[keys.deliveries, keys.sent, keys.everyCampaign]}
      busy={busy}
    />
  );
}

function State({ delivery: { state } }: { delivery: Delivery }) {
  return <Status value={state} label={stateName(state)} />;
}

function Channel({ delivery: { channel } }: { delivery: Delivery }) {
  const Icon = channel === "newsroom" ? Newspaper : Mail;
  return ["newsroom", "email", "letter"].includes(channel) ? (
    <Icon size={16} aria-hidden style={{ color: "var(--mantine-color-dimmed)" }} />
  ) : (
    <PlatformIcon platform={channel} size={16} />
  );
}

function MessageMenu({ delivery }: { delivery: Delivery }) {
  return <ActionMenu actions={useActions(deliveryActions, delivery)} label={`Actions for ${delivery.target}`} />;
}
