import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Download } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Integration, Pulled } from "@/contract/types";
import { canDo, showProblem } from "@/ui/actions";
import { counted } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";

const choices: Record<Integration["kind"], [Pulled["what"], string][]> = {
  slack_manager: [],
  marketing_agent: [["figures", "Read figures"]],
  mailjet_agent: [
    ["templates", "Read templates"],
    ["contacts", "Read contacts"],
    ["statistics", "Read statistics"],
  ],
  custom: [],
};

/** Reads what a service has: figures, templates, contacts. */
export function PullPanel({ integration }: { integration: Integration }) {
  const { id, kind, state } = integration;
  const pull = useWrite({
    run: (what: Pulled["what"]) =>
      take(api.POST("/api/integrations/{id}/pull", { params: { path: { id } }, body: { what } })),
    stale: [keys.integrations],
    onDone: ({ read, importId }) =>
      notifications.show({
        message: importId ? `${counted(read, "contact")} are being imported.` : `${counted(read, "row")} read.`,
        color: "teal",
      }),
    onRefused: showProblem,
  });
  if (choices[kind].length === 0 || state === "authorizing" || !canDo(integration, "pullIntegration")) return null;
  const { data } = pull;
  return (
    <Panel title="Bring over">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {kind === "marketing_agent"
            ? "Figures of the last 30 days. A row belongs to the campaign with its id or exact name. Fanfare reads them every six hours."
            : "Templates become templates of this workspace, contacts are imported with their list as a tag, and statistics become figures of campaigns."}
        </Text>
        <Group gap="xs">
          {choices[kind].map(([what, label]) => (
            <Button
              key={what}
              size="xs"
              variant="default"
              leftSection={<Download size={13} aria-hidden />}
              loading={pull.isPending && pull.variables === what}
              disabled={pull.isPending}
              onClick={() => pull.mutate(what)}
            >
              {label}
            </Button>
          ))}
        </Group>
        {data && data.problems.length > 0 ? (
          <Notice tone="warn" title={`${counted(data.stored, "row")} stored, ${data.skipped} skipped`}>
            {data.problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </Notice>
        ) : null}
      </Stack>
    </Panel>
  );
}
