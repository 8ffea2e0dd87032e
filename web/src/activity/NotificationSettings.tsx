import { Button, Stack, Text } from "@mantine/core";
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
  return (
    <Stack gap="lg">
      <Panel title="E-mail" aside={<TestMail />}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            Notifications you've already read in the app are left out.
          </Text>
          <MailTimes preferences={preferences} save={save.mutate} />
        </Stack>
      </Panel>
      <Panel title="What you hear about" padded={false}>
        <NotificationKinds kinds={preferences.kinds} save={save.mutate} />
      </Panel>
    </Stack>
  );
}

function TestMail() {
  const test = useWrite({
    run: () => take(api.POST("/api/notifications/test", { body: { channel: "email" } })),
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
      Send a test e-mail
    </Button>
  );
}
