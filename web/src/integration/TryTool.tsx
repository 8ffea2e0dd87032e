import { Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Integration, Tool } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { Status } from "@/ui/status";
import classes from "./integration.module.css";
import { callStates } from "./names";

/** The arguments that the schema names, to be filled in. */
function example(schema: Tool["inputSchema"]) {
  const properties = schema.properties;
  const names = properties && typeof properties === "object" ? Object.keys(properties) : [];
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, ""])), null, 2);
}

export function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Calls a tool by hand and shows what it returned, as text. */
export function TryTool({ integration, tool }: { integration: Integration; tool: Tool }) {
  const form = useForm({
    initialValues: { arguments: example(tool.inputSchema) },
    validate: { arguments: (text) => (parsed(text) ? null : 'Enter a JSON object, e.g. {"text": "Hello"}.') },
  });
  const call = useFormWrite(form, {
    run: ({ arguments: text }: typeof form.values) =>
      take(
        api.POST("/api/integrations/{id}/tools/{name}/call", {
          params: { path: { id: integration.id, name: tool.name } },
          body: { arguments: parsed(text) ?? {} },
        }),
      ),
    stale: [keys.integrations],
  });
  const result = call.data;
  return (
    <section>
      <h3 className={classes.heading}>Call this tool</h3>
      <Form form={form} save={call} label="Call tool">
        <Textarea label="Arguments" autosize minRows={3} maxRows={12} {...form.getInputProps("arguments")} />
      </Form>
      {result ? (
        <>
          <h3 className={classes.heading}>
            <Status value={result.state} label={callStates[result.state]} />
          </h3>
          {result.detail ? <p>{result.detail}</p> : null}
          <pre className={classes.data}>
            {result.structured ? JSON.stringify(result.structured, null, 2) : result.text || "Nothing returned"}
          </pre>
        </>
      ) : null}
    </section>
  );
}
