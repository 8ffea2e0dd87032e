import { Button, Drawer, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ScrollText, Search } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { useMe } from "@/contract/queries";
import type { AuditEntry } from "@/contract/types";
import { Ago, Initials } from "@/ui/Bits";
import { dateTime, humanise, humaniseOperation, zoneLabel } from "@/ui/format";
import { Page } from "@/ui/Page";
import { BoneRows, Empty, Failed } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { AuditProof } from "./AuditProof";
import classes from "./activity.module.css";
import { nameOfActor } from "./actor";

const route = getRouteApi("/shell/audit");

export function AuditTrail() {
  const { operation, kind } = route.useSearch();
  const navigate = route.useNavigate();
  const [opened, setOpened] = useState<AuditEntry>();
  const [words, setWords] = useState(operation ?? "");
  const look = useDebouncedCallback(
    (value: string) => navigate({ search: (old) => ({ ...old, operation: value || undefined }), replace: true }),
    250,
  );
  const filters = { ...(operation ? { operation } : {}), ...(kind ? { kind } : {}) };
  const list = useInfiniteQuery({
    queryKey: ["audit", filters],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/audit", {
          params: { query: { ...filters, limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Page title="Audit trail" lead="Every change, who made it and when, in a chain that anyone can verify.">
      <AuditProof />
      <div className={ui.filters}>
        <TextInput
          aria-label="Filter by operation"
          placeholder="Filter by operation, e.g. approveScope"
          leftSection={<Search size={15} aria-hidden />}
          w={{ base: "100%", sm: 320 }}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            look(event.currentTarget.value);
          }}
        />
      </div>
      <div className={ui.panel}>
        {list.isPending ? (
          <BoneRows count={10} height={57} />
        ) : list.error ? (
          <Failed error={list.error} retry={() => list.refetch()} />
        ) : items.length === 0 ? (
          <Empty icon={ScrollText} title={operation ? "No entries match" : "No entries yet"} />
        ) : (
          <ul className={ui.rows}>
            {items.map((entry) => (
              <li key={entry.id}>
                <button type="button" className={ui.row} onClick={() => setOpened(entry)}>
                  <Initials name={nameOfActor(entry.actor)} />
                  <span className={ui.rowMain}>
                    <span className={ui.rowTitle} style={{ display: "block" }}>
                      {humaniseOperation(entry.operation)}
                      {entry.subject.title ? ` · ${entry.subject.title}` : ""}
                    </span>
                    <span className={ui.rowNote} style={{ display: "block" }}>
                      {nameOfActor(entry.actor)}
                      {entry.actor.kind === "api_key" ? " (API key)" : ""}
                    </span>
                  </span>
                  <span className={ui.rowAside}>
                    <Ago at={entry.at} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {list.hasNextPage ? (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
      <Drawer
        opened={opened !== undefined}
        onClose={() => setOpened(undefined)}
        title={opened ? humaniseOperation(opened.operation) : ""}
        size={520}
      >
        {opened ? <Entry entry={opened} /> : null}
      </Drawer>
    </Page>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { workspace } = useMe();
  return (
    <div style={{ display: "grid", gap: 16 }}>
      <dl className={ui.facts}>
        <dt>Who</dt>
        <dd>
          {nameOfActor(entry.actor)} ({humanise(entry.actor.kind)})
        </dd>
        <dt>When</dt>
        <dd>
          {dateTime(entry.at, workspace.timeZone)} {zoneLabel(workspace.timeZone, entry.at)}
        </dd>
        <dt>Operation</dt>
        <dd className={classes.mono}>{entry.operation}</dd>
        <dt>Subject</dt>
        <dd>
          {humanise(entry.subject.kind)} {entry.subject.title ?? ""}
          {entry.subject.id ? <div className={classes.mono}>{entry.subject.id}</div> : null}
        </dd>
        {entry.requestId ? (
          <>
            <dt>Request</dt>
            <dd className={classes.mono}>{entry.requestId}</dd>
          </>
        ) : null}
      </dl>
      <Snapshot title="Before" value={entry.before} />
      <Snapshot title="After" value={entry.after} />
    </div>
  );
}

function Snapshot({ title, value }: { title: string; value: unknown }) {
  if (value === undefined || value === null) return null;
  return (
    <section>
      <h3 style={{ fontSize: 13, fontWeight: 600, marginBottom: 6 }}>{title}</h3>
      <pre className={classes.diff}>{JSON.stringify(value, null, 2)}</pre>
    </section>
  );
}
