import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plug, Plus, RotateCw } from "lucide-react";
import { useState } from "react";
import { may } from "@/contract/permissions";
import { platformsQuery, useMe } from "@/contract/queries";
import type { Account } from "@/contract/types";
import { FormModal } from "@/ui/Form";
import { EmptyList, Rows } from "@/ui/List";
import { Grow, Toolbar } from "@/ui/layout";
import { Card, Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Row } from "@/ui/Row";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { Tag } from "@/ui/status";
import { type Ability, abilityOf } from "@/ui/useAbilities";
import { AccountTable } from "./AccountTable";
import { ConnectForm } from "./ConnectAccount";
import { PostingSlots } from "./PostingSlots";
import { accountsQuery } from "./queries";
import classes from "./social.module.css";

/** The accounts that posts are published with. */
export function Accounts() {
  const canEdit = may(useMe(), "credential.manage");
  const list = useQuery(accountsQuery);
  const [connecting, connect] = useState<Account | "new">();
  const close = () => connect(undefined);
  return (
    <Stack gap={16}>
      <Toolbar>
        <Grow>
          <h2 className={classes.head}>Social accounts</h2>
          <Text size="sm" c="dimmed">
            Where your posts are published. What sends your e-mails is under{" "}
            <Anchor component={Link} to="/settings/credentials" inherit underline="always">
              Mail server and services
            </Anchor>
            .
          </Text>
        </Grow>
        {canEdit ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => connect("new")}
          >
            Connect account
          </Button>
        ) : null}
      </Toolbar>
      <Loaded
        query={list}
        skeleton={
          <Card>
            <BoneRows count={2} />
          </Card>
        }
      >
        {({ items }) => (
          <>
            {items
              .filter(({ status }) => status === "needs_reconnect")
              .map((account) => (
                <Broken key={account.id} account={account} again={() => connect(account)} />
              ))}
            {items.length > 0 ? (
              <AccountTable accounts={items} reconnect={connect} />
            ) : (
              <Card>
                <EmptyList
                  icon={Plug}
                  title="No accounts connected"
                  text="The newsroom needs no account. Connect Bluesky or Mastodon. Passwords are encrypted."
                />
              </Card>
            )}
          </>
        )}
      </Loaded>
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

function Broken({ account, again }: { account: Account; again: () => void }) {
  return (
    <Notice tone="bad" title={`Reconnect ${account.handle} to publish`}>
      <p>{account.reason}</p>
      {account.can.includes("connectAccount") ? (
        <Button size="xs" mt={8} leftSection={<RotateCw size={13} aria-hidden />} onClick={again}>
          Reconnect
        </Button>
      ) : null}
    </Notice>
  );
}
