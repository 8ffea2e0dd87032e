import { Button, Drawer, Group, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Integration, Tool } from "@/contract/types";
import { canDo, showProblem } from "@/ui/actions";
import { RowList } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { Notice } from "@/ui/States";
import { Status, Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import classes from "./integration.module.css";
import { toolStates } from "./names";
import { TryTool } from "./TryTool";

/** The tools of a service, each with its switch. */
export function ToolList({ integration }: { integration: Integration }) {
  const [opened, open] = useState<string>();
  const tool = integration.tools.find(({ name }) => name === opened);
  if (integration.tools.length === 0) return null;
  return (
    <Panel title="Tools" padded={false}>
      <RowList>
        {integration.tools.map((tool) => (
          <li key={tool.name}>
            <Row
              title={
                <button type="button" className={classes.tool} onClick={() => open(tool.name)}>
                  {tool.title ?? tool.name}
                </button>
              }
              note={tool.description}
              actions={<Allowed integration={integration} tool={tool} look={() => open(tool.name)} />}
            >
              {tool.readOnly ? <Tag>Only reads</Tag> : null}
              {tool.state === "changed" || tool.state === "missing" ? (
                <Status value="warning" label={toolStates[tool.state]} />
              ) : null}
            </Row>
          </li>
        ))}
      </RowList>
      <Drawer opened={tool !== undefined} onClose={() => open(undefined)} title={tool?.name ?? ""} size={560}>
        {tool ? <ToolDetails integration={integration} tool={tool} /> : null}
      </Drawer>
    </Panel>
  );
}

function useAllow(integration: Integration, tool: Tool) {
  const path = { id: integration.id, name: tool.name };
  return useWrite({
    run: (allow: boolean) =>
      allow
        ? take(
            api.POST("/api/integrations/{id}/tools/{name}/allow", { params: { path }, body: { digest: tool.digest } }),
          )
        : take(api.POST("/api/integrations/{id}/tools/{name}/block", { params: { path } })),
    stale: [keys.integrations],
    onRefused: showProblem,
  });
}

/** A tool that changed is looked at before it is allowed again. */
function Allowed({ integration, tool, look }: { integration: Integration; tool: Tool; look: () => void }) {
  const allow = useAllow(integration, tool);
  if (!canDo(integration, "changeIntegration")) return <Status value={tool.state} label={toolStates[tool.state]} />;
  if (tool.state === "changed")
    return (
      <Button size="compact-xs" variant="default" onClick={look}>
        Compare
      </Button>
    );
  return (
    <Switch
      aria-label={`Allow ${tool.name}`}
      checked={tool.state === "allowed" || tool.state === "missing"}
      disabled={allow.isPending}
      onChange={(event) => allow.mutate(event.currentTarget.checked)}
    />
  );
}

function ToolDetails({ integration, tool }: { integration: Integration; tool: Tool }) {
  const allow = useAllow(integration, tool);
  const manages = canDo(integration, "changeIntegration");
  const { before } = tool;
  return (
    <Stack gap="md">
      <Text size="xs" c="dimmed">
        These are the words of the service. Fanfare shows them and follows none of them.
      </Text>
      {before ? (
        <Notice tone="warn" title="This tool has changed since it was allowed">
          It can't be called until someone allows it again.
        </Notice>
      ) : null}
      {before ? <Definition heading="As it was allowed" {...before} /> : null}
      <Definition heading={before ? "As it is now" : "Description"} {...tool} />
      {manages && tool.state !== "missing" ? (
        <Group gap="xs">
          {tool.state === "allowed" ? null : (
            <Button size="xs" loading={allow.isPending} onClick={() => allow.mutate(true)}>
              {before ? "Allow the changed tool" : "Allow tool"}
            </Button>
          )}
          {tool.state === "blocked" ? null : (
            <Button size="xs" variant="default" loading={allow.isPending} onClick={() => allow.mutate(false)}>
              Block tool
            </Button>
          )}
        </Group>
      ) : null}
      {tool.state === "allowed" && canDo(integration, "callTool") ? (
        <TryTool integration={integration} tool={tool} />
      ) : null}
    </Stack>
  );
}

function Definition({
  heading,
  description,
  inputSchema,
}: Pick<Tool, "description" | "inputSchema"> & { heading: string }) {
  return (
    <section>
      <h3 className={classes.heading}>{heading}</h3>
      <pre className={classes.data}>{description || "Without a description"}</pre>
      <h3 className={classes.heading}>Arguments</h3>
      <pre className={classes.data}>{JSON.stringify(inputSchema, null, 2)}</pre>
    </section>
  );
}
