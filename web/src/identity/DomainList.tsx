import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { AtSign, LockKeyhole, LockKeyholeOpen, Plus, RefreshCw, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ClaimedDomain } from "@/contract/types";
import { type Action, ActionMenu, showProblem, useActions } from "@/ui/actions";
import { CopyIcon } from "@/ui/Bits";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Facts } from "@/ui/layout";
import { Row } from "@/ui/Row";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { domainsQuery } from "./queries";

const change = (id: string, companyOnly: boolean) =>
  take(api.PATCH("/api/security/domains/{id}", { params: { path: { id } }, body: { companyOnly } }));

const domainActions: Action<ClaimedDomain>[] = [
  {
    name: "requireCompany",
    label: "Turn off passwords",
    icon: LockKeyhole,
    group: "This domain",
    when: ({ provenAt, companyOnly }) => Boolean(provenAt) && !companyOnly,
    ask: ({ domain }) => ({
      title: `Turn off passwords for ${domain}?`,
      text: "Everyone with an address of this domain then signs in with your company. Owners with emergency access still can sign in here.",
      confirm: "Turn off passwords",
    }),
    run: ({ id }) => change(id, true),
    done: "Passwords are off for this domain.",
    stale: () => [keys.security],
  },
  {
    name: "allowPasswords",
    label: "Allow passwords",
    icon: LockKeyholeOpen,
    group: "This domain",
    when: ({ companyOnly }) => companyOnly,
    run: ({ id }) => change(id, false),
    done: "Passwords work again for this domain.",
    stale: () => [keys.security],
  },
  {
    name: "removeDomain",
    label: "Remove",
    icon: Trash2,
    group: "This domain",
    danger: true,
    when: () => true,
    ask: ({ domain }) => ({
      title: `Remove ${domain}?`,
      text: "People with an address of this domain then sign in with a password.",
      confirm: "Remove domain",
    }),
    run: ({ id }) => take(api.DELETE("/api/security/domains/{id}", { params: { path: { id } } })),
    done: "Domain removed.",
    stale: () => [keys.security],
  },
];

/** The e-mail domains of the company, each with the record that proves it. */
export function DomainList({ canEdit }: { canEdit: boolean }) {
  const [adding, form] = useDisclosure();
  const list = useQuery(domainsQuery);
  return (
    <ListPanel
      title="E-mail domains"
      query={list}
      bones={1}
      create={
        canEdit ? (
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={form.open}>
            Add domain
          </Button>
        ) : null
      }
      keyOf={({ id }) => id}
      row={(domain) => <DomainRow domain={domain} canEdit={canEdit} />}
      empty={{
        icon: AtSign,
        title: "No domains yet",
        text: "People with an address of your domain sign in with your company.",
      }}
    >
      <FormModal opened={adding} close={form.close} title="Add domain" size={420}>
        <NewDomain close={form.close} />
      </FormModal>
    </ListPanel>
  );
}

function NewDomain({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { domain: "" } });
  const claim = useFormWrite(form, {
    run: (body: typeof form.values) => take(api.POST("/api/security/domains", { body })),
    stale: [keys.security],
    onDone: close,
  });
  return (
    <Form form={form} save={claim} label="Add domain" close={close}>
      <TextInput
        label="Domain"
        description="The part of your addresses after the @."
        placeholder="example.com"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps("domain")}
      />
    </Form>
  );
}

function DomainRow({ domain, canEdit }: { domain: ClaimedDomain; canEdit: boolean }) {
  const bound = useActions(domainActions, domain);
  return (
    <>
      <Row
        title={domain.domain}
        note={
          domain.provenAt
            ? domain.companyOnly
              ? "Signs in with your company only"
              : "Signs in with your company or a password"
            : "Not verified yet"
        }
        actions={canEdit ? <ActionMenu actions={bound} label={`Actions for ${domain.domain}`} /> : null}
      >
        {domain.provenAt ? <Tag tone="good">Verified</Tag> : <Tag tone="warn">Waiting for DNS</Tag>}
      </Row>
      {domain.provenAt ? null : <Record domain={domain} canEdit={canEdit} />}
    </>
  );
}

function Record({ domain, canEdit }: { domain: ClaimedDomain; canEdit: boolean }) {
  const check = useWrite({
    run: () => take(api.POST("/api/security/domains/{id}/check", { params: { path: { id: domain.id } } })),
    stale: [keys.security],
    done: "Domain verified.",
    onRefused: showProblem,
  });
  return (
    <Stack gap="xs" align="flex-start" px={16} pb={14}>
      <Text size="sm">Add this TXT record at your DNS provider, then check it.</Text>
      <Facts
        facts={[
          ["Name", <Copied key="name" text={domain.recordName} />],
          ["Value", <Copied key="value" text={domain.recordValue} />],
        ]}
      />
      {canEdit ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<RefreshCw size={14} aria-hidden />}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          Check record
        </Button>
      ) : null}
    </Stack>
  );
}

function Copied({ text }: { text: string }) {
  return (
    <>
      <code style={{ overflowWrap: "anywhere" }}>{text}</code> <CopyIcon text={text} label={`Copy ${text}`} />
    </>
  );
}
