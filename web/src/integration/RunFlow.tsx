import { Select, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Flow } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { serviceName } from "./names";

/** Starts a run: what the flow needs to know, and what it will do in the name of the person. */
export function RunFlow({ flow, close }: { flow: Flow; close: () => void }) {
  const navigate = useNavigate();
  const campaigns = useQuery({
    queryKey: [...keys.campaigns, "of-flow"],
    queryFn: () => take(api.GET("/api/campaigns", { params: { query: { limit: 100 } } })),
    enabled: flow.inputs.includes("campaignId"),
  });
  const form = useForm<Record<string, string>>({
    initialValues: Object.fromEntries(flow.inputs.map((name) => [name, ""])),
  });
  const run = useFormWrite(form, {
    run: (input: Record<string, string>) =>
      take(api.POST("/api/flows/{id}/run", { params: { path: { id: flow.id } }, body: { input } })),
    inside: ["input"],
    stale: [keys.integrations],
    onDone: ({ id }) => {
      close();
      void navigate({ to: "/settings/integrations/runs/$runId", params: { runId: id } });
    },
  });
  return (
    <Form form={form} save={run} label="Run flow" close={close}>
      {flow.inputs.map((name) =>
        name === "campaignId" ? (
          <Select
            key={name}
            label="Campaign"
            searchable
            data={(campaigns.data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))}
            {...form.getInputProps(name)}
          />
        ) : (
          <TextInput key={name} label={humanise(name)} {...form.getInputProps(name)} />
        ),
      )}
      <Text size="sm" c="dimmed">
        Fanfare makes these calls in your name:{" "}
        {flow.steps
          .map(({ service, tool, operation }) => `${serviceName(service)} ${tool ?? operation ?? ""}`)
          .join(", ")}
        .
      </Text>
    </Form>
  );
}
