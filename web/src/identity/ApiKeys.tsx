import { Button, Group, Modal, MultiSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { may } from "@/contract/permissions";
import { fieldErrors } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import type { ApiKey } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago, Copyable } from "@/ui/Bits";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, FormProblem, Loaded, Notice } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";
import classes from "./identity.module.css";

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
    stale: () => [["api-keys"]],
  },
];

export function ApiKeys() {
  const canEdit = may(useMe(), "apikey.manage");
  const [adding, form] = useDisclosure();
  const list = useQuery({ queryKey: ["api-keys"], queryFn: () => take(api.GET("/api/api-keys")) });
  const add = canEdit ? (
    <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={form.open}>
      New key
    </Button>
  ) : null;
  return (
    <Panel title="API keys" padded={false} aside={list.data?.items.length ? add : null}>
      <Loaded query={list} skeleton={<BoneRows count={3} height={61} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={KeyRound}
              title="No API keys yet"
              text="API keys let other software sign in. Each key is shown only once."
            >
              {add}
            </Empty>
          ) : (
            <ul className={ui.rows}>
              {items.map((key) => (
                <li key={key.id}>
                  <KeyRow apiKey={key} canEdit={canEdit} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Modal opened={adding} onClose={form.close} title="New API key" closeOnClickOutside={false}>
        {adding ? <KeyForm close={form.close} /> : null}
      </Modal>
    </Panel>
  );
}

function KeyRow({ apiKey, canEdit }: { apiKey: ApiKey; canEdit: boolean }) {
  const bound = useActions(keyActions, apiKey);
  return (
    <div className={ui.row}>
      <div className={ui.rowMain}>
        <p className={ui.rowTitle}>{apiKey.name}</p>
        <p className={ui.rowNote}>
          <code>{apiKey.prefix}…</code> · {apiKey.scopes.join(", ") || "all your permissions"}
        </p>
      </div>
      <span className={`${ui.rowAside} ${ui.hideNarrow}`}>
        {apiKey.lastUsedAt ? (
          <span>
            used <Ago at={apiKey.lastUsedAt} />
          </span>
        ) : (
          "never used"
        )}
        {apiKey.expiresAt ? (
          <span>
            expires <Ago at={apiKey.expiresAt} />
          </span>
        ) : null}
      </span>
      {canEdit ? <ActionMenu actions={bound} label={`Actions for ${apiKey.name}`} /> : null}
    </div>
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
  const create = useWrite({
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
    stale: [["api-keys"]],
    onRefused: (error) => form.setErrors(fieldErrors(error)),
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
    <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
      <Stack gap="sm">
        <FormProblem error={create.error} />
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
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
