import { CalendarPlus } from "lucide-react";
import type { CalendarItem, Campaign } from "@/contract/types";
import { newMailingActions } from "@/email/actions";
import { newPostActions } from "@/social/actions";
import { ActionButton, ActionMenu, useActions, useOffer } from "@/ui/actions";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty } from "@/ui/States";
import { ScheduleDays } from "./campaign/ScheduleDays";
import { kinds } from "./kinds";

const make = [...newPostActions, ...newMailingActions];

interface CalendarListProps {
  items: CalendarItem[];
  zone: string;
  campaign: Campaign | undefined;
  loading: boolean;
}

export function CalendarList({ items, zone, campaign, loading }: CalendarListProps) {
  const bound = useActions(make, campaign);
  useOffer(bound);
  return (
    <Panel padded={false}>
      {loading ? (
        <BoneRows count={5} />
      ) : items.length === 0 ? (
        <Empty
          icon={CalendarPlus}
          title="Nothing scheduled"
          text="Posts and e-mails appear here once they have a time."
        >
          {bound.map((action) => (
            <ActionButton key={action.name} action={action} />
          ))}
        </Empty>
      ) : (
        <ScheduleDays items={items} zone={zone} actionsOf={(item) => <ItemActions item={item} />} />
      )}
    </Panel>
  );
}

function ItemActions({ item }: { item: CalendarItem }) {
  return <ActionMenu actions={useActions(kinds[item.kind].actions, item)} label={`Actions for ${item.title}`} />;
}
