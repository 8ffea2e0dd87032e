import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Ban, Search, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { may } from "@/contract/permissions";
import { fieldErrors } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import type { Suppression } from "@/contract/types";
import { ActionButton, useActions } from "@/ui/actions";
import { Ago, Pager } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { BoneRows, Empty, FormProblem, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";
import { suppressionActions } from "./actions";
import { suppressionsQuery } from "./queries";

const route = getRouteApi("/shell/audience/suppressions");
const reasons: Record<string, string> = {
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Complained",
  manual: "Added manually",
};

/** Addresses that get no mailing, whoever put them into a list. */
export function Suppressions() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const canEdit = may(useMe(), "contact.write");
  const [adding, form] = useDisclosure();
  const [words, setWords] = useState(search.email ?? "");
  const offset = ((search.page ?? 1) - 1) * 50;
  const list = useQuery(suppressionsQuery({ email: search.email, reason: search.reason, offset }));
  const look = useDebouncedCallback(
    (email: string) =>
      navigate({ search: (old) => ({ ...old, email: email.trim() || undefined, page: undefined }), replace: true }),
    300,
  );
  const filtered = Boolean(search.email || search.reason);
  return (
    <>
      <div className={ui.filters}>
        <TextInput
          aria-label="Search by exact address"
          placeholder="Search by exact address"
          leftSection={<Search size={15} aria-hidden />}
          w={{ base: "100%", sm: 260 }}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            look(event.currentTarget.value);
          }}
        />
        <Select
          aria-label="Reason"
          placeholder="All reasons"
          clearable
          w={210}
          data={Object.entries(reasons).map(([value, label]) => ({ value, label }))}
          value={search.reason ?? null}
          onChange={(reason) =>
            navigate({ search: (old) => ({ ...old, reason: reason ?? undefined, page: undefined }), replace: true })
          }
        />
        {canEdit ? (
          <Button variant="default" ml="auto" leftSection={<Ban size={15} aria-hidden />} onClick={form.open}>
            Suppress address
          </Button>
        ) : null}
      </div>
      <div className={ui.panel}>
        <Loaded query={list} skeleton={<BoneRows count={6} height={57} />}>
          {({ items }) =>
            items.length > 0 ? (
              <ul className={ui.rows}>
                {items.map((suppression) => (
                  <li key={suppression.id}>
                    <Row suppression={suppression} canEdit={canEdit} />
                  </li>
                ))}
              </ul>
            ) : filtered ? (
              <Empty icon={Search} title="No match" text="Enter the exact address to find it." />
            ) : (
              <Empty
                icon={ShieldCheck}
                tone="good"
                title="No suppressed addresses"
                text="People who unsubscribe, complain or can't be reached appear here and receive no mailings."
              />
            )
          }
        </Loaded>
      </div>
      {list.data ? (
        <Pager
          total={list.data.total}
          limit={50}
          offset={offset}
          onMove={(to) => navigate({ search: (old) => ({ ...old, page: to === 0 ? undefined : to / 50 + 1 }) })}
        />
      ) : null}
      <Modal opened={adding} onClose={form.close} title="Suppress address">
        {adding ? <SuppressForm close={form.close} /> : null}
      </Modal>
    </>
  );
}

function Row({ suppression, canEdit }: { suppression: Suppression; canEdit: boolean }) {
  const [lift] = useActions(suppressionActions, suppression);
  return (
    <div className={ui.row}>
      <div className={ui.rowMain}>
        <p className={ui.rowTitle}>{suppression.email}</p>
        <p className={ui.rowNote}>
          {suppression.source ? `${suppression.source} · ` : ""}
          <Ago at={suppression.at} />
        </p>
      </div>
      <Tag tone={suppression.reason === "complained" ? "bad" : "neutral"}>
        {reasons[suppression.reason] ?? humanise(suppression.reason)}
      </Tag>
      {canEdit ? <ActionButton action={lift} size="xs" /> : null}
    </div>
  );
}

function SuppressForm({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { email: "", source: "" } });
  const save = useWrite({
    run: ({ email, source }: typeof form.values) =>
      take(api.POST("/api/suppressions", { body: { email, ...(source ? { source } : {}) } })),
    stale: [["suppressions"], ["contacts"], ["segments"]],
    done: "This address will no longer receive mailings.",
    onDone: close,
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        <FormProblem error={save.error} />
        <TextInput
          label="E-mail"
          type="email"
          required
          withAsterisk={false}
          data-autofocus
          {...form.getInputProps("email")}
        />
        <TextInput label="Reason (optional)" {...form.getInputProps("source")} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Suppress
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
