import { Anchor, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Flow, FlowDetails } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";

const first: FlowDetails["steps"] = [
  { id: "campaign", service: "fanfare", operation: "readCampaign", arguments: { id: "{{input.campaignId}}" } },
  {
    id: "post",
    service: "slack_manager",
    tool: "post_message",
    arguments: { channel: "#marketing", text: "News of {{steps.campaign.name}}" },
  },
];

function stepsOf(text: string): FlowDetails["steps"] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length > 0 ? (value as FlowDetails["steps"]) : undefined;
  } catch {
    return undefined;
  }
}

/** Adds a flow, or changes one. Its steps are written as JSON; the server says at which step something is wrong. */
export function FlowForm({ flow, close }: { flow?: Flow; close: () => void }) {
  const form = useForm({
    initialValues: {
      name: flow?.name ?? "",
      description: flow?.description ?? "",
      steps: JSON.stringify(flow?.steps ?? first, null, 2),
    },
    validate: { steps: (text) => (stepsOf(text) ? null : "Enter a JSON list of steps.") },
  });
  const save = useFormWrite(form, {
    run: ({ name, description, steps }: typeof form.values) => {
      const body = { name, description: description || null, steps: stepsOf(steps) ?? [] };
      return flow
        ? take(
            api.PATCH("/api/flows/{id}", {
              params: { path: { id: flow.id } },
              body: { ...body, version: flow.version },
            }),
          )
        : take(api.POST("/api/flows", { body }));
    },
    stale: [keys.integrations],
    done: "Flow saved.",
    onDone: close,
  });
  return (
    <Form form={form} save={save} label={flow ? "Save" : "Add flow"} close={close}>
      <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps("name")} />
      <TextInput label="Description" {...form.getInputProps("description")} />
      <Textarea
        label="Steps"
        description={
          <>
            A JSON list. See{" "}
            <Anchor component={Link} to="/guide/integrations" inherit underline="always">
              how steps are written
            </Anchor>
            .
          </>
        }
        autosize
        minRows={10}
        maxRows={22}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 12 } }}
        {...form.getInputProps("steps")}
      />
    </Form>
  );
}
