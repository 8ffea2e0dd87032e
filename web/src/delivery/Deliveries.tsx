import { Drawer } from "@mantine/core";
import { useAddress } from "@/ui/useAddress";
import { DeliveryCard } from "./DeliveryCard";
import { Messages } from "./Messages";
import type { DeliveriesSearch } from "./routes";
import { SentItems } from "./SentItems";

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
