import { Anchor, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Webhook as Icon } from "lucide-react";
import { useMe } from "@/contract/queries";
import type { Webhook } from "@/contract/types";
import { useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { dateTime } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { WebhookForm } from "./WebhookForm";
import { WebhookLog } from "./WebhookLog";
import { RotateSecret } from "./WebhookSecret";
import { stateNames } from "./Webhooks";
import { WebhookTools } from "./WebhookTools";
import { eventsOf, hostOf, webhookActions } from "./webhookActions";
import { webhooksQuery } from "./webhookQueries";

/** One webhook: how it is, what it gets, and what was sent. */
export function WebhookPage() {
  const { webhookId } = useParams({ strict: false });
  const list = useQuery(webhooksQuery);
  return (
    <Stack gap={16}>
      <Anchor component={Link} to="/settings/webhooks" size="sm">
        All webhooks
      </Anchor>
      <Loaded query={list} skeleton={<BoneRows count={4} />}>
        {({ items }) => {
          const webhook = items.find(({ id }) => id === webhookId);
          return webhook ? <Details webhook={webhook} /> : <Empty icon={Icon} title="This webhook was deleted" />;
        }}
      </Loaded>
    </Stack>
  );
}

function Details({ webhook }: { webhook: Webhook }) {
  const [editing, form] = useDisclosure();
  const [rotating, secret] = useDisclosure();
  const bound = useActions(webhookActions, webhook);
  const { workspace } = useMe();
  const { url, state, failingSince, reason, oldSecretUntil } = webhook;
  return (
    <>
      <Panel
        title={hostOf(webhook)}
        aside={<WebhookTools webhook={webhook} actions={bound} edit={form.open} rotate={secret.open} />}
      >
        <Stack gap="sm">
          {reason && state === "disabled" ? (
            <Notice tone="bad" title="Fanfare turned this webhook off">
              {reason} Repair your server, turn the webhook on and send what it missed again.
            </Notice>
          ) : null}
          {failingSince && state === "failing" ? (
            <Notice tone="warn" title="Your server does not accept events">
              The last attempt: {reason}. Every attempt since {dateTime(failingSince, workspace.timeZone)} has failed;
              after five days, Fanfare turns the webhook off.
            </Notice>
          ) : null}
          <Facts
            facts={[
              ["State", <Status key="state" value={state} label={stateNames[state]} />],
              ["Address", <span key="url">{url}</span>],
              ["Events", eventsOf(webhook)],
              oldSecretUntil && [
                "Old secret",
                <span key="old">
                  Also signs until it ends <Ago at={oldSecretUntil} />
                </span>,
              ],
            ]}
          />
        </Stack>
      </Panel>
      <WebhookLog webhook={webhook} />
      <FormModal opened={editing} close={form.close} title="Edit webhook">
        <WebhookForm webhook={webhook} close={form.close} />
      </FormModal>
      <FormModal opened={rotating} close={secret.close} title="Rotate the secret" sticky>
        <RotateSecret webhook={webhook} close={secret.close} />
      </FormModal>
    </>
  );
}
