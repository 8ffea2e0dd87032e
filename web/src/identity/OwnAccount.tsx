import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { LogOut, Monitor } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import { signedIn } from "@/contract/session";
import type { OpenSession } from "@/contract/types";
import { type Action, ActionMenu, showProblem, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { CheckedForm } from "@/ui/CheckedForm";
import { useFormWrite } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { FormProblem } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { passwordRule } from "./AuthForm";
import { OwnFactors } from "./OwnFactors";
import { sessionsQuery } from "./queries";

/** Name, password and sessions of the person: the same in all their workspaces. */
export function OwnAccount() {
  return (
    <Stack gap="lg">
      <Profile />
      <NewPassword />
      <OwnFactors />
      <Sessions />
    </Stack>
  );
}

function Profile() {
  const { user } = useMe();
  const form = useForm({ initialValues: { name: user.name } });
  const save = useFormWrite(form, {
    run: (body: typeof form.values) => take(api.PATCH("/api/auth/me", { body })),
    stale: [keys.me, keys.members],
    done: "Saved.",
    onDone: () => form.resetDirty(),
  });
  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Panel title="Your profile">
        <Stack gap="sm">
          <FormProblem error={save.error} />
          <TextInput
            label="Your name"
            description="Your team sees it on approvals and comments."
            autoComplete="name"
            required
            withAsterisk={false}
            {...form.getInputProps("name")}
          />
          <TextInput label="E-mail" description="You sign in with it." value={user.email} readOnly />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save name
            </Button>
          </Group>
        </Stack>
      </Panel>
    </CheckedForm>
  );
}

function NewPassword() {
  const form = useForm({ initialValues: { currentPassword: "", newPassword: "" } });
  const save = useFormWrite(form, {
    run: (body: typeof form.values) => take(api.POST("/api/auth/me/password", { body })),
    stale: [keys.sessions],
    done: "Password changed. All other sessions have ended.",
    onDone: (session) => {
      signedIn(session);
      form.reset();
    },
  });
  const { currentPassword, newPassword } = form.values;
  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Panel title="Password">
        <Stack gap="sm">
          <FormProblem error={save.error} />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            {...form.getInputProps("currentPassword")}
          />
          <PasswordInput
            label="New password"
            description={passwordRule}
            autoComplete="new-password"
            required
            withAsterisk={false}
            {...form.getInputProps("newPassword")}
          />
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              You stay signed in here. All your other sessions end.
            </Text>
            <Button type="submit" loading={save.isPending} disabled={!currentPassword || !newPassword}>
              Change password
            </Button>
          </Group>
        </Stack>
      </Panel>
    </CheckedForm>
  );
}

const sessionActions: Action<OpenSession>[] = [
  {
    name: "endSession",
    label: "Sign out",
    icon: LogOut,
    group: "This session",
    when: ({ current }) => !current,
    run: ({ id }) => take(api.DELETE("/api/auth/sessions/{id}", { params: { path: { id } } })),
    done: "Signed out.",
    stale: () => [keys.sessions],
  },
];

function Sessions() {
  const list = useQuery(sessionsQuery);
  const others = (list.data?.items ?? []).filter(({ current }) => !current).length;
  const end = useWrite({
    run: () => take(api.POST("/api/auth/sessions/end-others")),
    stale: [keys.sessions],
    done: "Signed out everywhere else.",
    onRefused: showProblem,
  });
  return (
    <ListPanel
      title="Where you're signed in"
      query={list}
      keyOf={({ id }) => id}
      row={(session) => <SessionRow session={session} />}
      create={
        others > 0 ? (
          <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate()}>
            Sign out everywhere else
          </Button>
        ) : null
      }
      empty={{ icon: Monitor, title: "No sessions" }}
    />
  );
}

function SessionRow({ session }: { session: OpenSession }) {
  const { device, network, startedAt, lastActiveAt, company, current } = session;
  const bound = useActions(sessionActions, session);
  return (
    <Row
      lead={<Monitor size={16} aria-hidden />}
      title={device ?? "Unknown device"}
      note={
        <>
          {network ? `${network} · ` : ""}Last active <Ago at={lastActiveAt} /> · signed in <Ago at={startedAt} />
          {company ? " with your company" : ""}
        </>
      }
      actions={
        bound.length > 0 ? <ActionMenu actions={bound} label={`Actions for ${device ?? "this session"}`} /> : null
      }
    >
      {current ? <Tag tone="good">This browser</Tag> : null}
    </Row>
  );
}
