import { MultiSelect, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Webhook, WebhookEventType } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { Secret } from "@/ui/Secret";
import { Notice } from "@/ui/States";
import { webhookEventsQuery } from "./webhookQueries";

/** The events by what they are about, each group with one choice for all of it. */
export function eventOptions(events: WebhookEventType[]) {
  const kinds = [...new Set(events.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    group: humanise(kind),
    items: [
      { value: `${kind}.*`, label: `${kind}.*` },
      ...events.filter((event) => event.kind === kind).map(({ type }) => ({ value: type, label: type })),
    ],
  }));
}

/** Adds a webhook, or changes one. The secret of a new one is shown once. */
export function WebhookForm({ webhook, close }: { webhook?: Webhook; close: () => void }) {
  const known = useQuery(webhookEventsQuery);
  const texts = new Map(known.data?.events.map(({ type, description }) => [type, description]));
  const all = webhook ? webhook.events.includes("*") : true;
  const form = useForm({
    initialValues: { url: webhook?.url ?? "", all: all ? "all" : "some", events: all ? [] : (webhook?.events ?? []) },
  });
  const save = useFormWrite(form, {
    run: async ({ url, all, events }: typeof form.values) => {
      const body = { url, events: all === "all" ? ["*"] : events };
      if (!webhook) return take(api.POST("/api/webhooks", { body }));
      return take(
        api.PATCH("/api/webhooks/{id}", {
          params: { path: { id: webhook.id } },
          body: { ...body, version: webhook.version },
        }),
      );
    },
    stale: [keys.webhooks],
    onDone: () => webhook && close(),
  });
  if (save.data?.secret)
    return (
      <Secret text={save.data.secret} label="Copy secret" close={close}>
        <Notice tone="warn" title="Copy the secret now">
          Your server checks signatures with it. It's shown only once; if you lose it, rotate it.
        </Notice>
      </Secret>
    );
  return (
    <Form form={form} save={save} label={webhook ? "Save" : "Add webhook"} close={close}>
      <TextInput
        label="Address"
        description="A server on the public internet that takes POST requests."
        placeholder="https://example.com/fanfare"
        type="url"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps("url")}
      />
      <Stack gap={6}>
        <Text size="sm" fw={500} id="webhook-events">
          Events
        </Text>
        <SegmentedControl
          aria-labelledby="webhook-events"
          data={[
            { value: "all", label: "All events" },
            { value: "some", label: "Only some" },
          ]}
          {...form.getInputProps("all")}
        />
      </Stack>
      {form.values.all === "some" ? (
        <MultiSelect
          label="Which events"
          placeholder={form.values.events.length === 0 ? "Search, e.g. campaign" : ""}
          searchable
          required
          withAsterisk={false}
          maxDropdownHeight={280}
          data={eventOptions(known.data?.events ?? [])}
          renderOption={({ option }) => (
            <div>
              <Text size="sm">{option.label}</Text>
              <Text size="xs" c="dimmed">
                {texts.get(option.value) ?? "All of them, also those that are added later."}
              </Text>
            </div>
          )}
          {...form.getInputProps("events")}
        />
      ) : null}
    </Form>
  );
}
