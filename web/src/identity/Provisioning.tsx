import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ProvisioningState } from "@/contract/types";
import { type Action, ActionMenu, showProblem, useActions } from "@/ui/actions";
import { Ago, CopyIcon } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { Secret } from "@/ui/Secret";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { provisioningQuery } from "./queries";

const provisioningActions: Action<ProvisioningState>[] = [
  {
    name: "deleteProvisioningToken",
    label: "Delete token",
    icon: Trash2,
    group: "Provisioning",
    danger: true,
    when: ({ token }) => Boolean(token),
    ask: () => ({
      title: "Delete provisioning token?",
      text: "Your provisioning service loses access. Members stay.",
      confirm: "Delete token",
    }),
    run: () => take(api.DELETE("/api/security/provisioning")),
    done: "Token deleted.",
    stale: () => [keys.security],
  },
];

/** The token with which the company's directory adds and removes members. */
export function Provisioning({ canEdit }: { canEdit: boolean }) {
  const state = useQuery(provisioningQuery);
  const [token, setToken] = useState<string>();
  const bound = useActions(provisioningActions, state.data);
  const create = useWrite({
    run: () => take(api.POST("/api/security/provisioning")),
    stale: [keys.security],
    onDone: (made) => setToken(made.token),
    onRefused: showProblem,
  });
  const close = () => setToken(undefined);
  const exists = Boolean(state.data?.token);
  return (
    <Panel
      title="Provisioning"
      aside={
        canEdit && state.data ? (
          <Group gap={4}>
            <Button
              size="xs"
              variant="default"
              leftSection={exists ? <RefreshCw size={14} aria-hidden /> : null}
              loading={create.isPending}
              onClick={() => create.mutate()}
            >
              {exists ? "New token" : "Create token"}
            </Button>
            {exists ? <ActionMenu actions={bound} label="Actions for provisioning" /> : null}
          </Group>
        ) : null
      }
    >
      <Loaded query={state} skeleton={<BoneRows count={1} />}>
        {({ token: known, baseUrl }) => (
          <>
            <Text size="sm" c="dimmed" mb="xs">
              Your directory adds, changes and removes members by SCIM 2.0. People deactivated there lose access right away.
            </Text>
            <Facts
              facts={[
                [
                  "Address",
                  <span key="address">
                    <code style={{ overflowWrap: "anywhere" }}>{baseUrl}</code>{" "}
                    <CopyIcon text={baseUrl} label="Copy SCIM address" />
                  </span>,
                ],
                known && ["Token", <code key="token">{known.prefix}…</code>],
                known && ["Last used", known.lastUsedAt ? <Ago key="used" at={known.lastUsedAt} /> : "Never"],
              ]}
            />
          </>
        )}
      </Loaded>
      <FormModal opened={Boolean(token)} close={close} title="Provisioning token" sticky>
        {token ? (
          <Secret text={token} label="Copy token" close={close}>
            <Notice tone="warn" title="Copy it now">
              It's shown only once. An earlier token no longer works.
            </Notice>
          </Secret>
        ) : null}
      </FormModal>
    </Panel>
  );
}
