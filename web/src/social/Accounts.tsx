import { Button, Group, Modal, PasswordInput, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { Plug, Plus, RotateCw, Unplug } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { may } from "@/contract/permissions";
import { fieldErrors } from "@/contract/problem";
import { platformsQuery, useMe } from "@/contract/queries";
import type { Account } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { BoneRows, Empty, FormProblem, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";
import { accountsQuery } from "./queries";
import classes from "./social.module.css";

export const accountActions: Action<Account>[] = [
  {
    name: "disconnectAccount",
    label: "Disconnect",
    icon: Unplug,
    group: "This account",
    danger: true,
    ask: ({ handle, planned }) => ({
      title: `Disconnect ${handle}?`,
      text:
        planned > 0
          ? `${counted(planned, "planned post")} can't be published until you reconnect it. Published posts stay online.`
          : "Published posts stay online. You can reconnect it at any time.",
      confirm: "Disconnect",
    }),
    run: async ({ id }) => {
      const { notGoingOut } = await take(api.DELETE("/api/social/accounts/{id}", { params: { path: { id } } }));
      notifications.show({
        color: notGoingOut.length > 0 ? "yellow" : "teal",
        message:
          notGoingOut.length > 0
            ? `Disconnected. These posts won't be published: ${notGoingOut.map(({ title }) => `“${title}”`).join(", ")}.`
            : "Disconnected.",
      });
    },
    stale: () => [["accounts"], ["campaign"], ["calendar"]],
  },
];

/** The accounts that posts leave by. */
export function Accounts() {
  const canEdit = may(useMe(), "credential.manage");
  const accounts = useQuery(accountsQuery);
  const platforms = useQuery(platformsQuery);
  const [connecting, connect] = useState<Account | "new">();
  const add = canEdit ? (
    <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={() => connect("new")}>
      Connect account
    </Button>
  ) : null;
  const without = (platforms.data?.items ?? []).filter(({ connectable, connected }) => !connectable && !connected);
  return (
    <Stack gap={16}>
      <Panel title="Accounts" padded={false} aside={accounts.data?.items.length ? add : null}>
        <Loaded query={accounts} skeleton={<BoneRows count={2} height={61} />}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                icon={Plug}
                title="No accounts connected"
                text="The newsroom needs no account. Connect Bluesky or Mastodon. Credentials are encrypted."
              >
                {add}
              </Empty>
            ) : (
              <ul className={ui.rows}>
                {items.map((account) => (
                  <li key={account.id}>
                    <AccountRow account={account} again={() => connect(account)} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Panel>
      {without.length > 0 ? (
        <Panel title="Coming soon">
          <ul className={classes.notYet}>
            {without.map(({ platform, name, why }) => (
              <li key={platform} title={why ?? undefined}>
                <PlatformIcon platform={platform} size={18} /> {name}
              </li>
            ))}
          </ul>
          <Text size="xs" c="dimmed">
            You can prepare posts; publishing isn't available yet.
          </Text>
        </Panel>
      ) : null}
      <Modal
        opened={connecting !== undefined}
        onClose={() => connect(undefined)}
        title={connecting === "new" ? "Connect account" : "Reconnect"}
        size={520}
      >
        {connecting ? (
          <ConnectForm account={connecting === "new" ? undefined : connecting} close={() => connect(undefined)} />
        ) : null}
      </Modal>
    </Stack>
  );
}

function AccountRow({ account, again }: { account: Account; again: () => void }) {
  const bound = useActions(accountActions, account);
  const broken = account.status === "needs_reconnect";
  const mayConnect = account.can.includes("connectAccount");
  return (
    <div>
      <div className={ui.row}>
        <PlatformIcon platform={account.platform} size={18} />
        <div className={ui.rowMain}>
          <p className={ui.rowTitle}>{account.handle}</p>
          <p className={ui.rowNote}>
            {platformName(account.platform)} · {account.service.replace(/^https?:\/\//, "")} ·{" "}
            {account.planned > 0 ? `${counted(account.planned, "post")} scheduled · ` : ""}checked{" "}
            <Ago at={account.checkedAt} />
          </p>
        </div>
        <Status value={account.status} />
        <ActionMenu actions={bound} label={`Actions for ${account.handle}`} />
      </div>
      {broken ? (
        <div className={classes.broken}>
          <Notice tone="bad" title="Reconnect this account to publish">
            <p>{account.reason}</p>
            {mayConnect ? (
              <Button size="xs" mt={8} leftSection={<RotateCw size={13} aria-hidden />} onClick={again}>
                Reconnect
              </Button>
            ) : null}
          </Notice>
        </div>
      ) : null}
    </div>
  );
}

function ConnectForm({ account, close }: { account: Account | undefined; close: () => void }) {
  const form = useForm({
    initialValues: {
      platform: (account?.platform ?? "bluesky") as "bluesky" | "mastodon",
      service: account?.platform === "bluesky" ? account.service : "https://bsky.social",
      handle: account?.platform === "bluesky" ? account.handle : "",
      appPassword: "",
      instance: account?.platform === "mastodon" ? account.service : "",
      accessToken: "",
    },
  });
  const { platform } = form.values;
  const save = useWrite({
    run: ({ service, handle, appPassword, instance, accessToken }: typeof form.values) =>
      take(
        api.POST("/api/social/accounts", {
          body:
            platform === "bluesky"
              ? { platform, service, handle: handle.replace(/^@/, ""), appPassword }
              : { platform, instance, accessToken },
        }),
      ),
    stale: [["accounts"]],
    done: ({ handle }) => `${handle} is connected.`,
    onDone: close,
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {account ? null : (
          <SegmentedControl
            aria-label="Platform"
            data={[
              { value: "bluesky", label: "Bluesky" },
              { value: "mastodon", label: "Mastodon" },
            ]}
            {...form.getInputProps("platform")}
          />
        )}
        <FormProblem error={save.error} />
        {platform === "bluesky" ? (
          <>
            <TextInput
              label="Handle"
              placeholder="name.bsky.social"
              required
              withAsterisk={false}
              data-autofocus
              {...form.getInputProps("handle")}
            />
            <PasswordInput
              label="App password"
              description="Create one in Bluesky under Settings > Privacy and security > App passwords. Don't use your account password."
              required
              withAsterisk={false}
              autoComplete="off"
              {...form.getInputProps("appPassword")}
            />
            <TextInput label="Server" required withAsterisk={false} {...form.getInputProps("service")} />
          </>
        ) : (
          <>
            <TextInput
              label="Server"
              placeholder="https://mastodon.social"
              required
              withAsterisk={false}
              data-autofocus
              {...form.getInputProps("instance")}
            />
            <PasswordInput
              label="Access token"
              description="Create one on your server under Preferences > Development with read:accounts, read:statuses, write:statuses and write:media."
              required
              withAsterisk={false}
              autoComplete="off"
              {...form.getInputProps("accessToken")}
            />
          </>
        )}
        <Text size="xs" c="dimmed">
          Tested now, stored encrypted and never shown again.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Connect
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
