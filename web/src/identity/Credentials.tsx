import { Button, Group, Modal, NumberInput, PasswordInput, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Plug, Plus, Server, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { may } from "@/contract/permissions";
import { fieldErrors } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import type { Credential, SmtpSettings } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, FormProblem, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";

const credentialActions: Action<Credential>[] = [
  {
    name: "deleteCredential",
    label: "Remove",
    icon: Trash2,
    group: "This credential",
    danger: true,
    when: () => true,
    ask: ({ name }) => ({
      title: `Remove ${name}?`,
      text: "Fanfare can no longer use it. Without a mail server, mailings go to the Test inbox.",
      confirm: "Remove credential",
    }),
    run: ({ id }) => take(api.DELETE("/api/credentials/{id}", { params: { path: { id } } })),
    done: "Removed.",
    stale: () => [["credentials"]],
  },
];

export function Credentials() {
  const canEdit = may(useMe(), "credential.manage");
  const [adding, form] = useDisclosure();
  const list = useQuery({ queryKey: ["credentials"], queryFn: () => take(api.GET("/api/credentials")) });
  const add = canEdit ? (
    <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={form.open}>
      Add mail server
    </Button>
  ) : null;
  return (
    <Panel title="Credentials" padded={false} aside={list.data?.items.length ? add : null}>
      <Loaded query={list} skeleton={<BoneRows count={2} height={61} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={Server}
              title="No credentials yet"
              text="Without a mail server, mailings go to the Test inbox and reach no one. Credentials are encrypted and never shown again."
            >
              {add}
            </Empty>
          ) : (
            <ul className={ui.rows}>
              {items.map((credential) => (
                <li key={credential.id}>
                  <CredentialRow credential={credential} canEdit={canEdit} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Modal opened={adding} onClose={form.close} title="Add mail server" size={520}>
        {adding ? <SmtpForm close={form.close} /> : null}
      </Modal>
    </Panel>
  );
}

function CredentialRow({ credential, canEdit }: { credential: Credential; canEdit: boolean }) {
  const bound = useActions(credentialActions, credential);
  const test = useWrite({
    run: () => take(api.POST("/api/credentials/{id}/test", { params: { path: { id: credential.id } } })),
    stale: [["credentials"]],
  });
  const { lastTest } = credential;
  const settings = credential.settings as unknown as SmtpSettings;
  return (
    <div>
      <div className={ui.row}>
        <div className={ui.rowMain}>
          <p className={ui.rowTitle}>{credential.name}</p>
          <p className={ui.rowNote}>
            {settings.host}:{settings.port} · {securities[settings.security]}
            {lastTest ? (
              <>
                {" "}
                · tested <Ago at={lastTest.at} />
              </>
            ) : null}
          </p>
        </div>
        {lastTest ? (
          <Status value={lastTest.ok ? "confirmed" : "failed"} label={lastTest.ok ? "Works" : "Doesn't work"} />
        ) : null}
        {canEdit ? (
          <>
            <Button
              size="xs"
              variant="default"
              leftSection={<Plug size={13} aria-hidden />}
              loading={test.isPending}
              onClick={() => test.mutate()}
            >
              Test
            </Button>
            <ActionMenu actions={bound} label={`Actions for ${credential.name}`} />
          </>
        ) : null}
      </div>
      {test.data || test.error ? (
        <div style={{ padding: "0 16px 12px" }}>
          {test.data ? (
            <Notice
              tone={test.data.ok ? "good" : "bad"}
              title={test.data.ok ? "Connection works" : "Connection failed"}
            >
              {test.data.detail}
            </Notice>
          ) : (
            <FormProblem error={test.error} />
          )}
        </div>
      ) : null}
    </div>
  );
}

const securities: Record<SmtpSettings["security"], string> = {
  none: "no encryption",
  starttls: "STARTTLS",
  tls: "TLS",
};

function SmtpForm({ close }: { close: () => void }) {
  const form = useForm({
    initialValues: {
      name: "Mail server",
      host: "",
      port: 587 as number | string,
      security: "starttls" as SmtpSettings["security"],
      username: "",
      password: "",
      from: "",
    },
  });
  const save = useWrite({
    run: ({ name, password, port, username, from, ...settings }: typeof form.values) =>
      take(
        api.POST("/api/credentials", {
          body: {
            kind: "smtp",
            name,
            settings: {
              ...settings,
              port: Number(port),
              ...(username ? { username } : {}),
              ...(from ? { from } : {}),
            },
            ...(password ? { secret: { password } } : {}),
          },
        }),
      ),
    stale: [["credentials"]],
    done: "Mail server added. Test it before your next mailing.",
    onDone: close,
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        <FormProblem error={save.error} />
        <TextInput label="Name" required withAsterisk={false} {...form.getInputProps("name")} />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <TextInput
            label="Host"
            placeholder="smtp.example.org"
            required
            withAsterisk={false}
            data-autofocus
            {...form.getInputProps("host")}
          />
          <NumberInput
            label="Port"
            min={1}
            max={65535}
            hideControls
            required
            withAsterisk={false}
            {...form.getInputProps("port")}
          />
          <Select
            label="Encryption"
            allowDeselect={false}
            data={[
              { value: "starttls", label: "STARTTLS" },
              { value: "tls", label: "TLS" },
              { value: "none", label: "None" },
            ]}
            {...form.getInputProps("security")}
          />
        </SimpleGrid>
        <TextInput label="User name" autoComplete="off" {...form.getInputProps("username")} />
        <PasswordInput label="Password" autoComplete="new-password" {...form.getInputProps("password")} />
        <TextInput
          label="From address"
          description="If the server only accepts mail from one address."
          type="email"
          {...form.getInputProps("from")}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Add mail server
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
