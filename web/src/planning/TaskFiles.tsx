import { ActionIcon, Button, FileButton, Menu, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Ellipsis, FileDown, FileUp } from "lucide-react";
import { useState } from "react";
import { api, download, sendForm, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { showProblem } from "@/ui/actions";
import { counted } from "@/ui/format";
import { FormProblem, Loaded, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";

/** Tasks as a CSV file, and from one. */
export function TaskFileMenu({ campaignId }: { campaignId: string }) {
  const [importing, setImporting] = useState(false);
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label="Import and export">
            <Ellipsis size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<FileDown size={15} aria-hidden />}
            onClick={() => download(`/api/tasks/export?campaignId=${campaignId}`, "tasks.csv").catch(showProblem)}
          >
            Export CSV
          </Menu.Item>
          <Menu.Item leftSection={<FileUp size={15} aria-hidden />} onClick={() => setImporting(true)}>
            Import CSV
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={importing} onClose={() => setImporting(false)} title="Import tasks">
        {importing ? <TaskImport campaignId={campaignId} close={() => setImporting(false)} /> : null}
      </Modal>
    </>
  );
}

function TaskImport({ campaignId, close }: { campaignId: string; close: () => void }) {
  const [id, setId] = useState<string>();
  const start = useWrite({
    run: (file: File) => sendForm<{ importId: string }>("/api/tasks/import", { file, campaignId }),
    onDone: ({ importId }) => setId(importId),
  });
  if (id) return <ImportOutcome id={id} campaignId={campaignId} close={close} />;
  return (
    <Stack gap="sm">
      <Text>
        The first row contains column names: Title, and any of Status, Priority, Assignee (an e-mail address of your
        team), Start, Due, Estimate hours and Depends on (titles, separated by semicolons).
      </Text>
      <FormProblem error={start.error} />
      <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(file) => file && start.mutate(file)}>
        {(props) => (
          <Button {...props} loading={start.isPending} leftSection={<FileUp size={15} aria-hidden />}>
            Choose file
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}

function ImportOutcome({ id, campaignId, close }: { id: string; campaignId: string; close: () => void }) {
  const running = useQuery({
    queryKey: [...keys.imports, id],
    queryFn: () => take(api.GET("/api/imports/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (["done", "failed"].includes(state.data?.state ?? "") ? false : 800),
  });
  const read = useWrite({ run: async () => close(), stale: [keys.tasks, keys.campaign(campaignId, "timeline")] });
  return (
    <Loaded query={running} skeleton={<Text>Reading the file…</Text>}>
      {({ state, created, updated, rejected, error }) => (
        <Stack gap="sm">
          {state === "done" ? (
            <Notice tone={rejected > 0 ? "warn" : "good"} title={`${counted(created + updated, "task")} imported`}>
              {rejected > 0 ? `${counted(rejected, "row")} could not be read.` : null}
            </Notice>
          ) : state === "failed" ? (
            <Notice tone="bad" title="The file could not be imported">
              {error}
            </Notice>
          ) : (
            <Text>Importing: {counted(created + updated, "task")} so far.</Text>
          )}
          {rejected > 0 ? (
            <Button
              variant="default"
              leftSection={<FileDown size={15} aria-hidden />}
              onClick={() => download(`/api/imports/${id}/rejected`, "rejected.csv").catch(showProblem)}
            >
              Download rejected rows
            </Button>
          ) : null}
          <Button onClick={() => read.mutate()}>Done</Button>
        </Stack>
      )}
    </Loaded>
  );
}
