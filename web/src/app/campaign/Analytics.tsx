import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChartLine } from "lucide-react";
import { MailingMetrics } from "@/email/MailingMetrics";
import { mailingsQuery } from "@/email/queries";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { useCampaign } from "./useCampaign";

export function Analytics() {
  const campaign = useCampaign();
  const mailings = useQuery(mailingsQuery(campaign.id));
  return (
    <Loaded query={mailings} skeleton={<BoneRows count={3} height={61} />}>
      {({ items }) => {
        const out = items.filter(({ status }) => status === "sent" || status === "sending");
        return out.length === 0 ? (
          <Panel padded={false}>
            <Empty
              icon={ChartLine}
              title="No figures yet"
              text="Once a mailing leaves, what became of it stands here."
            />
          </Panel>
        ) : (
          <Stack gap={16}>
            {out.map((mailing) => (
              <MailingMetrics key={mailing.id} mailing={mailing} />
            ))}
          </Stack>
        );
      }}
    </Loaded>
  );
}
