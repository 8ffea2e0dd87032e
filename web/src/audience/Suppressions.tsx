import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Ban, ShieldCheck } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { type Field, FieldsForm } from "@/ui/FieldsForm";
import { FormModal } from "@/ui/Form";
import { ListPage } from "@/ui/ListPage";
import { useAddress, usePage } from "@/ui/useAddress";
import { suppressionsQuery } from "./queries";
import type { SuppressionsSearch } from "./routes";
import { reasons, SuppressionTable } from "./SuppressionTable";

const limit = 50;
const fields: Field[] = [
  { name: "email", label: "E-mail", kind: "email", required: true },
  { name: "source", label: "Reason (optional)" },
];

/** Addresses that receive no mailing, from whichever list they come. */
export function Suppressions() {
  const [{ email, reason, sort }] = useAddress<SuppressionsSearch>();
  const canEdit = may(useMe(), "contact.write");
  const [adding, form] = useDisclosure();
  const list = useQuery(suppressionsQuery({ email, reason, sort, ...usePage(limit) }));
  return (
    <ListPage
      filters={[
        { kind: "search", key: "email", label: "Search by exact address", width: 260 },
        {
          kind: "select",
          key: "reason",
          label: "Reason",
          all: "All reasons",
          width: 210,
          options: Object.entries(reasons).map(([value, label]) => ({ value, label })),
        },
      ]}
      tools={
        canEdit ? (
          <Button variant="default" leftSection={<Ban size={15} aria-hidden />} onClick={form.open}>
            Suppress address
          </Button>
        ) : null
      }
      query={list}
      limit={limit}
      keyOf={({ id }) => id}
      body={(items) => <SuppressionTable items={items} canEdit={canEdit} busy={list.isPlaceholderData} />}
      views="suppressions"
      empty={{
        icon: ShieldCheck,
        tone: "good",
        title: "No suppressed addresses",
        text: "People who unsubscribe, complain or can't be reached appear here and receive no e-mails.",
      }}
      noMatch={{ title: "No match", text: "Enter the exact address to find it.", all: "Show all addresses" }}
    >
      <FormModal opened={adding} close={form.close} title="Suppress address">
        <FieldsForm
          fields={fields}
          label="Suppress address"
          close={form.close}
          run={({ email: address = "", source }) =>
            take(api.POST("/api/suppressions", { body: { email: address, ...(source ? { source } : {}) } }))
          }
          stale={[keys.suppressions, keys.contacts, keys.segments]}
          done="This address will no longer receive e-mails."
          onDone={form.close}
        />
      </FormModal>
    </ListPage>
  );
}
