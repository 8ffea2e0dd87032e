import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { KeyRound, Pencil, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Webhook } from "@/contract/types";
import { ActionMenu, type Bound, showProblem } from "@/ui/actions";
import { useWrite } from "@/ui/useWrite";

interface ToolsProps {
  webhook: Webhook;
  actions: Bound[];
  edit: () => void;
  rotate: () => void;
}

/** What can be done with a webhook. */
export function WebhookTools({ webhook, actions, edit, rotate }: ToolsProps) {
  const test = useWrite({
    run: () => take(api.POST("/api/webhooks/{id}/test", { params: { path: { id: webhook.id } } })),
    onDone: ({ ok, detail, ms }) =>
      notifications.show({
        title: ok ? "Test event delivered" : "Test event not delivered",
        message: `${detail} (${ms} ms)`,
        color: ok ? "teal" : "red",
      }),
    onRefused: showProblem,
  });
  const group = "This webhook";
  const more: Bound[] = [
    { name: "editWebhook", label: "Edit", icon: Pencil, group, perform: edit, running: false },
    { name: "rotateWebhookSecret", label: "Rotate secret", icon: KeyRound, group, perform: rotate, running: false },
    ...actions,
  ];
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        size="xs"
        variant="default"
        leftSection={<Send size={13} aria-hidden />}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        Send test event
      </Button>
      <ActionMenu actions={more} label="More actions" />
    </Group>
  );
}
