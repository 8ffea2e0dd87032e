import { Drawer } from "@mantine/core";
import { campaignNamesQuery, mailServerQuery, platformsQuery, queryClient } from "@/contract/queries";
import { useAddress } from "@/ui/useAddress";
import { DeliveryCard } from "./DeliveryCard";
import { Messages } from "./Messages";
import { sentQuery } from "./queries";
import type { DeliveriesSearch } from "./routes";
import { firstPage, SentItems } from "./SentItems";

export function preload() {
  queryClient.prefetchQuery(sentQuery({}, firstPage));
  queryClient.prefetchQuery(platformsQuery);
  queryClient.prefetchQuery(campaignNamesQuery);
  queryClient.prefetchQuery(mailServerQuery);
}

/** What was sent: posts and e-mails, or every single message of them. */
export function Deliveries() {
  const [search, change] = useAddress<DeliveriesSearch>();
  return (
    <>
      {search.view === "messages" || search.itemId || search.reaction ? <Messages /> : <SentItems />}
      <Drawer
        opened={Boolean(search.id)}
        onClose={() => change({ id: undefined }, { keepHistory: true })}
        title="Message"
        size={460}
      >
        {search.id ? <DeliveryCard id={search.id} /> : null}
      </Drawer>
    </>
  );
}
