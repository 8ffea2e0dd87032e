import { Button, Drawer, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Integration, ToolCallEntry } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { Rows } from "@/ui/List";
import { Facts } from "@/ui/layout";
import { Panel, PanelBody } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { BoneRows, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import classes from "./integration.module.css";
import { callStates } from "./names";
import { toolCallsQuery } from "./queries";

/** What was called on a service, newest first. */
export function ToolCalls({ integration }: { integration: Integration }) {
  const log = useInfiniteQuery(toolCallsQuery(integration.id));
  const [id, open] = useState<string>();
  const calls = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const call = calls.find((one) => one.id === id);
  return (
    <Panel title="Calls" padded={false}>
      <Loaded query={log} skeleton={<BoneRows count={2} />}>
        {() =>
          calls.length === 0 ? (
            <PanelBody>No tool has been called yet.</PanelBody>
          ) : (
            <Rows
              items={calls}
              keyOf={({ id }) => id}
              row={(one) => <CallRow call={one} open={() => open(one.id)} />}
            />
          )
        }
      </Loaded>
      {log.hasNextPage ? (
        <PanelBody>
          <Button size="xs" variant="default" loading={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
            Show more
          </Button>
        </PanelBody>
      ) : null}
      <Drawer opened={call !== undefined} onClose={() => open(undefined)} title={call?.tool ?? ""} size={520}>
        {call ? <CallDetails call={call} /> : null}
      </Drawer>
    </Panel>
  );
}

function CallRow({ call, open }: { call: ToolCallEntry; open: () => void }) {
  const { tool, by, at, state, ms } = call;
  return (
    <Row
      onClick={open}
      title={tool}
      note={
        <>
          {by} · <Ago at={at} />
          {ms == null ? "" : ` · ${ms} ms`}
        </>
      }
    >
      <Status value={state} label={callStates[state]} />
    </Row>
  );
}

function CallDetails({ call }: { call: ToolCallEntry }) {
  const { by, at, state, detail, structured, text } = call;
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ["State", <Status key="state" value={state} label={callStates[state]} />],
          ["By", by],
          ["When", <Ago key="at" at={at} />],
          detail && ["Detail", detail],
        ]}
      />
      <section>
        <h3 className={classes.heading}>Arguments</h3>
        <pre className={classes.data}>{JSON.stringify(call.arguments, null, 2)}</pre>
        <h3 className={classes.heading}>Result</h3>
        <pre className={classes.data}>
          {structured ? JSON.stringify(structured, null, 2) : text || "Nothing returned"}
        </pre>
      </section>
    </Stack>
  );
}
