import { Button, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { Plug, Plus, RotateCw, Unplug } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { platformsQuery, useMe } from "@/contract/queries";
import type { Account } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { counted } from "@/ui/format";
import { ListPanel, Rows } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Row } from "@/ui/Row";
import { Notice } from "@/ui/States";
import { Status, Tag } from "@/ui/status";
import { type Ability, abilityOf } from "@/ui/useAbilities";
import { ConnectForm } from "./ConnectAccount";
import { PostingSlots } from "./PostingSlots";
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
          ? `${counted(planned, "scheduled post")} can't be published until you reconnect it. Published posts stay online.`
          : "Published posts stay online. You can reconnect it at any time.",
      confirm: "Disconnect account",
    }),
    run: async ({ id }) => {
      const { notGoingOut } = await take(api.DELETE("/api/social/accounts/{id}", { params: { path: { id } } }));
      notifications.show({
        color: notGoingOut.length > 0 ? "yellow" : "teal",
        message:
          notGoingOut.length > 0
            ? `Disconnected. These posts won't be published: ${notGoingOut.map(({ title }) => `“${title}”`).join(", ")}.`
            : "Account disconnected.",
      });
    },
    stale: () => [keys.accounts, keys.everyCampaign, keys.calendar],
  },
];

/** The accounts that posts are published with. */
export function Accounts() {
  const canEdit = may(useMe(), "credential.manage");
  const [connecting, connect] = useState<Account | "new">();
  const close = () => connect(undefined);
  return (
    <Stack gap={16}>
      <ListPanel
        title="Accounts"
        query={useQuery(accountsQuery)}
        bones={2}
        create={
          canEdit ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<Plus size={14} aria-hidden />}
              onClick={() => connect("new")}
            >
              Connect account
            </Button>
          ) : null
        }
        keyOf={({ id }) => id}
        row={(account) => <AccountRow account={account} again={() => connect(account)} />}
        empty={{
          icon: Plug,
          title: "No accounts connected",
          text: "The newsroom needs no account. Connect Bluesky or Mastodon. Passwords are encrypted.",
        }}
      />
      <PostingSlots />
      <Channels />
      <FormModal
        opened={connecting !== undefined}
        close={close}
        title={connecting === "new" ? "Connect account" : "Reconnect account"}
      >
        <ConnectForm account={connecting === "new" ? undefined : connecting} close={close} />
      </FormModal>
    </Stack>
  );
}

/** Every network and what Fanfare does there, in one word. */
function Channels() {
  const { data } = useQuery(platformsQuery);
  const states = data?.items ?? [];
  return states.length === 0 ? null : (
    <Panel title="Channels" padded={false}>
      <Rows
        items={states}
        keyOf={({ platform }) => platform}
        row={({ platform, name }) => {
          const ability = abilityOf(platform, states);
          return (
            <Row
              lead={<PlatformIcon platform={platform} size={18} named />}
              title={name}
              note={ability ? abilityNotes[ability] : ""}
            >
              <Tag tone={ability === "Publishes" ? "good" : "neutral"}>{ability}</Tag>
            </Row>
          );
        }}
      />
    </Panel>
  );
}

const abilityNotes: Partial<Record<Ability, string>> = {
  Publishes: "Fanfare publishes posts at their time.",
  Connect: "Connect an account to publish. Until then, you get a reminder with text and files.",
  Reminder: "You post yourself: when a post is due, you get a reminder with text, files and a link.",
};

function AccountRow({ account, again }: { account: Account; again: () => void }) {
  const bound = useActions(accountActions, account);
  const { platform, handle, service, planned, checkedAt, status, reason } = account;
  return (
    <>
      <Row
        lead={<PlatformIcon platform={platform} size={18} />}
        title={handle}
        note={
          <>
            {platformName(platform)} · {service.replace(/^https?:\/\//, "")} ·{" "}
            {planned > 0 ? `${counted(planned, "post")} scheduled · ` : ""}checked <Ago at={checkedAt} />
          </>
        }
        actions={<ActionMenu actions={bound} label={`Actions for ${handle}`} />}
      >
        <Status value={status} />
      </Row>
      {status === "needs_reconnect" ? (
        <div className={classes.broken}>
          <Notice tone="bad" title="Reconnect this account to publish">
            <p>{reason}</p>
            {account.can.includes("connectAccount") ? (
              <Button size="xs" mt={8} leftSection={<RotateCw size={13} aria-hidden />} onClick={again}>
                Reconnect
              </Button>
            ) : null}
          </Notice>
        </div>
      ) : null}
    </>
  );
}
