import { Button, Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { Megaphone } from "lucide-react";
import { useEffect, useRef } from "react";
import { campaignsQuery } from "@/campaign/queries";
import type { Campaign } from "@/contract/types";
import { longDay } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Row } from "@/ui/Row";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { timeToWrite } from "./useMoves";

type Owner = Pick<Campaign, "id">;

/** Opens the editor of a new post for a wall clock time. */
export function useCompose(zone: string) {
  const router = useRouter();
  return (campaign: Owner, when: string) =>
    router.navigate({
      to: "/campaigns/$campaignId/content/posts/$queueId",
      params: { campaignId: campaign.id, queueId: "new" },
      search: { at: timeToWrite(when, zone) },
    });
}

interface ComposeAtProps {
  when: string;
  compose: (campaign: Owner, when: string) => void;
  close: () => void;
}

/** A post belongs to a campaign: where several can take it, one is chosen first. */
export function ComposeAt({ when, compose, close }: ComposeAtProps) {
  const campaigns = useQuery(campaignsQuery({ limit: 50, sort: "-updatedAt" }));
  const able = campaigns.data?.items.filter(({ can }) => can.includes("schedulePost"));
  const only = able?.length === 1 ? able[0] : undefined;
  const begin = useRef(compose);
  begin.current = compose;
  useEffect(() => {
    if (only) begin.current(only, when);
  }, [only, when]);
  if (campaigns.isPending || only) return null;
  return (
    <Modal opened onClose={close} title={`New post on ${longDay(when.slice(0, 10))}`}>
      <Text size="sm" c="dimmed" mb={4}>
        Choose its campaign.
      </Text>
      <Loaded query={campaigns} skeleton={<BoneRows count={3} />}>
        {({ items }) => {
          const open = items.filter(({ can }) => can.includes("schedulePost"));
          return open.length === 0 ? (
            <Empty icon={Megaphone} title="No open campaign" text="Posts belong to a campaign. Create one first.">
              <Button renderRoot={(root) => <Link to="/templates" {...root} />}>Create campaign</Button>
            </Empty>
          ) : (
            <Rows
              items={open}
              keyOf={({ id }) => id}
              row={(campaign) => <Row title={campaign.name} onClick={() => compose(campaign, when)} />}
            />
          );
        }}
      </Loaded>
    </Modal>
  );
}
