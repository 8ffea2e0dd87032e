import { Drawer, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import type { BulkChange } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { ListPage } from "@/ui/ListPage";
import { Row } from "@/ui/Row";
import { Status } from "@/ui/status";
import { useAddress, usePage } from "@/ui/useAddress";
import { BulkDetails } from "./BulkDetails";
import { bulksQuery } from "./queries";
import { resultOf, titleOf } from "./words";

const limit = 25;
export const stateName = (state: string) =>
  ({ queued: "Waiting", running: "In progress", done: "Done", cancelled: "Canceled" })[state] ?? state;

/** What was changed in bulk, by whom, and what became of each item. */
export function BulkPage() {
  const [search, change] = useAddress<{ id?: string | undefined }>();
  const list = useQuery(bulksQuery(usePage(limit)));
  return (
    <Stack gap={16}>
      <Text size="sm" c="dimmed">
        Changes to many campaigns, tasks or reviews together. Most can be undone for 7 days.
      </Text>
      <ListPage
        query={list}
        limit={limit}
        keyOf={({ id }) => id}
        row={(bulk) => <BulkRow bulk={bulk} open={() => change({ id: bulk.id }, { keepHistory: true })} />}
        empty={{
          icon: ListChecks,
          title: "No bulk changes yet",
          text: "Select several campaigns, tasks or reviews in a list and choose what to do with all of them.",
        }}
        noMatch={{ title: "No bulk changes match", all: "Show all" }}
      >
        <Drawer
          opened={search.id !== undefined}
          onClose={() => change({ id: undefined })}
          title="Bulk change"
          position="right"
          size={520}
        >
          {search.id ? <BulkDetails id={search.id} /> : null}
        </Drawer>
      </ListPage>
    </Stack>
  );
}

function BulkRow({ bulk, open }: { bulk: BulkChange; open: () => void }) {
  return (
    <Row
      onClick={open}
      title={titleOf(bulk)}
      note={
        <>
          {bulk.by} · <Ago at={bulk.at} /> · {resultOf(bulk)}
        </>
      }
    >
      <Status value={bulk.undoneBy ? "undone" : bulk.state} label={bulk.undoneBy ? "Undone" : stateName(bulk.state)} />
    </Row>
  );
}
