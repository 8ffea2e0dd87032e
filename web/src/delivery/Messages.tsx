import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChartNoAxesColumn, Send } from "lucide-react";
import { campaignNamesQuery, platformsQuery } from "@/contract/queries";
import { deliveryStates, type SentItem } from "@/contract/types";
import { GoTo } from "@/ui/List";
import { ListPage } from "@/ui/ListPage";
import { Views } from "@/ui/Sections";
import { useAddress } from "@/ui/useAddress";
import { campaignFilter, channelFilter, stateName, views } from "./filters";
import { MessageTable } from "./MessageTable";
import { deliveriesQuery, sentQuery } from "./queries";
import type { DeliveriesSearch } from "./routes";

/** Every single message, or those of one post or e-mail. */
export function Messages() {
  const [search] = useAddress<DeliveriesSearch>();
  const platforms = useQuery(platformsQuery);
  const campaigns = useQuery(campaignNamesQuery);
  const list = useInfiniteQuery(deliveriesQuery(search));
  const item = useItem(search);
  return (
    <ListPage
      title={item?.title ?? "Every message"}
      crumbs={[{ label: "Sent", to: "/deliveries" }]}
      actions={item?.kind === "mailing" ? <OpenReport item={item} /> : null}
      lead={item ? `Every message of this ${item.kind === "mailing" ? "e-mail" : "post"}, with its status.` : undefined}
      filters={[
        {
          kind: "select",
          key: "state",
          label: "State",
          all: "State",
          options: deliveryStates.map((value) => ({ value, label: stateName(value) })),
        },
        { kind: "chosen", key: "reaction", label: search.reaction === "click" ? "Clicked" : "Opened" },
        ...(search.itemId
          ? []
          : [
              channelFilter(platforms.data?.items ?? [], ["email", "letter"]),
              campaignFilter(campaigns.data?.items ?? []),
            ]),
      ]}
      tools={search.itemId ? null : <Views label="View" views={views} />}
      query={list}
      noun="message"
      keyOf={({ id }) => id}
      body={(items) => <MessageTable items={items} busy={list.isPlaceholderData} />}
      views="messages"
      empty={{
        icon: Send,
        title: "No messages yet",
        text: "Messages appear here once posts and e-mails are scheduled.",
        actions: <GoTo to="/calendar" label="Open calendar" />,
      }}
      noMatch={{ title: "No messages match", all: "Show all messages" }}
    />
  );
}

/** Who opened and clicked. */
function OpenReport({ item: { id, campaignId } }: { item: SentItem }) {
  return (
    <Button
      variant="default"
      leftSection={<ChartNoAxesColumn size={15} aria-hidden />}
      renderRoot={(props) => (
        <Link
          to="/campaigns/$campaignId/results/e-mails/$mailingId"
          params={{ campaignId, mailingId: id }}
          {...props}
        />
      )}
    >
      Opens and clicks
    </Button>
  );
}

function useItem({ itemId, campaignId }: DeliveriesSearch) {
  const sent = useQuery({ ...sentQuery({ campaignId }, { limit: 200, offset: 0 }), enabled: Boolean(itemId) });
  return sent.data?.items.find(({ id }) => id === itemId);
}
