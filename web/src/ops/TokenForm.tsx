import { Code, PasswordInput, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { take } from "@/contract/api";
import { Form, useFormWrite } from "@/ui/Form";
import { Panel } from "@/ui/Page";
import { Notice } from "@/ui/States";
import { operatorSource, type Source } from "./source";

/** Asks for the operator token, and tries it before the page opens. */
export function TokenForm({ open }: { open: (source: Source) => void }) {
  const form = useForm({ initialValues: { token: "" } });
  const save = useFormWrite(form, {
    run: async ({ token }: typeof form.values) => {
      const source = operatorSource(token.trim());
      await take(source.client.GET("/api/monitoring/workspaces", { params: { query: { limit: 1 } } }));
      return source;
    },
    onDone: open,
  });
  const problem = save.error ? (
    <Notice tone="bad" title="This token does not open the installation">
      Check that it is the value of FANFARE_OPERATOR_TOKEN. After many wrong tokens, wait a minute.
    </Notice>
  ) : undefined;
  return (
    <Panel>
      <Form form={form} save={save} label="Open" problem={problem}>
        <PasswordInput
          label="Operator token"
          description="The value of FANFARE_OPERATOR_TOKEN on the server. It stays in this page and is forgotten when you close it."
          required
          withAsterisk={false}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps("token")}
        />
      </Form>
    </Panel>
  );
}

/** How to get one. */
export function NoToken() {
  return (
    <Panel title="No operator token is set">
      <Text size="sm">
        This page shows nodes, health, load and errors of all workspaces together to its operator. Create a token with{" "}
        <Code>openssl rand -base64 33</Code>, set it as <Code>FANFARE_OPERATOR_TOKEN</Code>, and restart the server.
      </Text>
    </Panel>
  );
}
