import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { ApiKey } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { KeyForm } from "./NewApiKey";
import { apiKeysQuery } from "./queries";

const keyActions: Action<ApiKey>[] = [
  {
    name: "revokeApiKey",
    label: "Revoke",
    icon: Trash2,
    group: "This key",
    danger: true,
    when: () => true,
    ask: ({ name }) => ({
      title: `Revoke ${name}?`,
      text: "Software that uses it loses access. This can't be undone.",
      confirm: "Revoke key",
    }),
    run: ({ id }) => take(api.DELETE("/api/api-keys/{id}", { params: { path: { id } } })),
    done: "Key revoked.",
    stale: () => [keys.apiKeys],
  },
];

export function ApiKeys() {
  const canEdit = may(useMe(), "apikey.manage");
  const [adding, form] = useDisclosure();
  const list = useQuery(apiKeysQuery);
  return (
    <ListPanel
      title="API keys"
      query={list}
      create={
        canEdit ? (
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={form.open}>
            New key
          </Button>
        ) : null
      }
      keyOf={({ id }) => id}
      row={(key) => <KeyRow apiKey={key} canEdit={canEdit} />}
      empty={{
        icon: KeyRound,
        title: "No API keys yet",
        text: "API keys let other software sign in. Each key is shown only once.",
      }}
    >
      <FormModal opened={adding} close={form.close} title="New API key" sticky>
        <KeyForm close={form.close} />
      </FormModal>
    </ListPanel>
  );
}

function KeyRow({ apiKey, canEdit }: { apiKey: ApiKey; canEdit: boolean }) {
  const bound = useActions(keyActions, apiKey);
  const { name, prefix, scopes, lastUsedAt, expiresAt } = apiKey;
  return (
    <Row
      title={name}
      note={
        <>
          <code>{prefix}…</code> · {scopes.join(", ") || "all your permissions"}
        </>
      }
      actions={canEdit ? <ActionMenu actions={bound} label={`Actions for ${name}`} /> : null}
    >
      <RowEnd wide>
        {lastUsedAt ? (
          <span>
            used <Ago at={lastUsedAt} />
          </span>
        ) : (
          "never used"
        )}
        {expiresAt ? (
          <span>
            expires <Ago at={expiresAt} />
          </span>
        ) : null}
      </RowEnd>
    </Row>
  );
}
