import { Button, Group, MultiSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { ApiKey } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago, Copyable } from "@/ui/Bits";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { Notice } from "@/ui/States";
import classes from "./identity.module.css";
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

const lives = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
  { value: "", label: "No expiry" },
];

function KeyForm({ close }: { close: () => void }) {
  const { permissions } = useMe();
  const form = useForm({ initialValues: { name: "", scopes: [] as string[], days: "90" } });
  const create = useFormWrite(form, {
    run: ({ name, scopes, days }: typeof form.values) =>
      take(
        api.POST("/api/api-keys", {
          body: {
            name,
            scopes,
            ...(days ? { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() } : {}),
          },
        }),
      ),
    stale: [keys.apiKeys],
  });
  if (create.data)
    return (
      <Stack gap="sm">
        <Notice tone="warn" title="Copy it now">
          It's shown only once. If you lose it, revoke it and create another.
        </Notice>
        <code className={classes.secret} data-secret>
          {create.data.key}
        </code>
        <Group justify="flex-end" gap="xs">
          <Copyable text={create.data.key} label="Copy key" />
          <Button onClick={close}>Done</Button>
        </Group>
      </Stack>
    );
  return (
    <Form form={form} save={create} label="Create key" close={close}>
      <TextInput
        label="Name"
        placeholder="What will use it"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps("name")}
      />
      <MultiSelect
        label="Permissions"
        description="Give keys only the access they need."
        placeholder={form.values.scopes.length === 0 ? "Choose" : ""}
        searchable
        data={permissions}
        {...form.getInputProps("scopes")}
      />
      <Select label="Expires after" allowDeselect={false} data={lives} {...form.getInputProps("days")} />
      <Text size="xs" c="dimmed">
        A key can't have more access than the person who created it.
      </Text>
    </Form>
  );
}
