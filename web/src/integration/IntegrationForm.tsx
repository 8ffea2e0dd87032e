import { PasswordInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Integration } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { kindNames, kindNotes } from "./names";

const kinds = Object.entries(kindNames).map(([value, label]) => ({ value, label }));
const types = [
  { value: "none", label: "No sign-in" },
  { value: "bearer", label: "Token" },
  { value: "oauth", label: "Sign in at the service (OAuth)" },
];

/** Connects a service, or changes how it is reached. Its tools are listed before it is saved. */
export function IntegrationForm({ integration, close }: { integration?: Integration; close: () => void }) {
  const navigate = useNavigate();
  const form = useForm({
    initialValues: {
      kind: integration?.kind ?? ("slack_manager" as Integration["kind"]),
      name: integration?.name ?? "",
      url: integration?.url ?? "",
      type: integration?.auth.type ?? ("none" as Integration["auth"]["type"]),
      token: "",
      channel: integration?.channel ?? "",
    },
  });
  const save = useFormWrite(form, {
    run: ({ kind, name, url, type, token, channel }: typeof form.values) => {
      const auth = { type, ...(type === "bearer" && token ? { token } : {}) };
      const more = kind === "slack_manager" ? { channel: channel || null } : {};
      if (!integration)
        return take(
          api.POST("/api/integrations", { body: { kind, name: name || kindNames[kind], url, auth, ...more } }),
        );
      const other = type !== integration.auth.type || token !== "" || url !== integration.url;
      return take(
        api.PATCH("/api/integrations/{id}", {
          params: { path: { id: integration.id } },
          body: { name, url, ...(other ? { auth } : {}), ...more, version: integration.version },
        }),
      );
    },
    rename: { "auth.type": "type", "auth.token": "token" },
    stale: [keys.integrations],
    done: integration ? "Integration saved." : "Service connected.",
    onDone: ({ id }) => {
      close();
      if (!integration) void navigate({ to: "/settings/integrations/$integrationId", params: { integrationId: id } });
    },
  });
  const { kind, type } = form.values;
  return (
    <Form form={form} save={save} label={integration ? "Save" : "Connect service"} close={close}>
      {integration ? null : (
        <Select
          label="Service"
          description={kindNotes[kind]}
          data={kinds}
          allowDeselect={false}
          {...form.getInputProps("kind")}
        />
      )}
      <TextInput
        label="Name"
        placeholder={kindNames[kind]}
        required={Boolean(integration)}
        withAsterisk={false}
        maxLength={100}
        {...form.getInputProps("name")}
      />
      <TextInput
        label="Address"
        description="Of its MCP server, by streamable HTTP."
        placeholder="https://example.com/mcp"
        type="url"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps("url")}
      />
      <Select label="Sign-in" data={types} allowDeselect={false} {...form.getInputProps("type")} />
      {type === "bearer" ? (
        <PasswordInput
          label="Token"
          description={
            integration?.auth.type === "bearer" ? "Leave it empty to keep the present one." : "Stored encrypted."
          }
          autoComplete="off"
          {...form.getInputProps("token")}
        />
      ) : null}
      {kind === "slack_manager" ? (
        <TextInput
          label="Slack channel"
          description="For members whose Slack user is unknown."
          placeholder="#marketing"
          {...form.getInputProps("channel")}
        />
      ) : null}
    </Form>
  );
}
