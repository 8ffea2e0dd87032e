import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Webhook as Icon, Plus } from "lucide-react";
import type { Webhook } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { FormModal } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Row } from "@/ui/Row";
import { Status } from "@/ui/status";
import { WebhookForm } from "./WebhookForm";
import { eventsOf, hostOf, webhookActions } from "./webhookActions";
import { webhooksQuery } from "./webhookQueries";

/** The addresses that Fanfare calls when something happens in the workspace. */
export function Webhooks() {
  const [adding, form] = useDisclosure();
  const list = useQuery(webhooksQuery);
  return (
    <Stack gap={16}>
      <Text size="sm" c="dimmed">
        Fanfare calls your server when something happens in this workspace.{" "}
        <Anchor component={Link} to="/guide/webhooks" inherit underline="always">
          How to receive and verify events
        </Anchor>
      </Text>
      <ListPanel
        title="Webhooks"
        query={list}
        bones={2}
        create={
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={form.open}>
            Add webhook
          </Button>
        }
        keyOf={({ id }) => id}
        row={(webhook) => <WebhookRow webhook={webhook} />}
        empty={{
          icon: Icon,
          title: "No webhooks yet",
          text: "Add the address of your server and choose the events it gets, e.g. when a campaign is launched or a post is published.",
        }}
      >
        <FormModal opened={adding} close={form.close} title="Add webhook" sticky>
          <WebhookForm close={form.close} />
        </FormModal>
      </ListPanel>
    </Stack>
  );
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const bound = useActions(webhookActions, webhook);
  return (
    <Row
      place={{ to: "/settings/webhooks/$webhookId", params: { webhookId: webhook.id } }}
      title={hostOf(webhook)}
      note={eventsOf(webhook)}
      actions={<ActionMenu actions={bound} label={`Actions for ${hostOf(webhook)}`} />}
    >
      <Status value={webhook.state} label={stateNames[webhook.state]} />
    </Row>
  );
}

export const stateNames = { active: "On", failing: "Failing", disabled: "Off" } as const;
