import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { NotificationPreferences, NotificationPreferencesChange } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { MailTimes } from "./MailTimes";
import { NotificationKinds } from "./NotificationKinds";
import { preferencesQuery } from "./queries";
import { SlackUser } from "./SlackUser";

/** What reaches the person in this workspace, where and when. Each change is saved at once. */
export function NotificationSettings() {
  const preferences = useQuery(preferencesQuery);
  return (
    <Loaded query={preferences} skeleton={<BoneRows />}>
      {(known) => <Settings preferences={known} />}
    </Loaded>
  );
}

function Settings({ preferences }: { preferences: NotificationPreferences }) {
  const save = useWrite({
    run: (body: NotificationPreferencesChange) => take(api.PUT("/api/notifications/preferences", { body })),
    stale: [keys.notifications],
    onRefused: showProblem,
  });
  const { slack } = preferences;
  return (
    <Stack gap="lg">
      <Panel
        title="When they are sent"
        aside={
          <Group gap="xs">
            <Test channel="email" label="Send a test e-mail" />
            {slack.reachesYou ? <Test channel="slack" label="Send a test to Slack" /> : null}
          </Group>
        }
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            Notifications you've already read in the app are left out.
          </Text>
          <MailTimes preferences={preferences} save={save.mutate} />
        </Stack>
      </Panel>
      {slack.connected ? (
        <Panel title="Slack">
          <SlackUser key={slack.userId} userId={slack.userId ?? ""} />
        </Panel>
      ) : null}
      <Panel title="What you hear about" padded={false}>
        <NotificationKinds kinds={preferences.kinds} slack={slack.reachesYou} save={save.mutate} />
      </Panel>
    </Stack>
  );
}

function Test({ channel, label }: { channel: "email" | "slack"; label: string }) {
  const test = useWrite({
    run: () => take(api.POST("/api/notifications/test", { body: { channel } })),
    done: ({ detail }) => detail,
    onRefused: showProblem,
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Send size={14} aria-hidden />}
      loading={test.isPending}
      onClick={() => test.mutate()}
    >
      {label}
    </Button>
  );
}
