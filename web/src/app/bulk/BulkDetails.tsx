import { Button, Progress, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Undo2, X } from "lucide-react";
import { useState } from "react";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { BulkItem, BulkProgress } from "@/contract/types";
import { watchJob } from "@/ui/bulkJobs";
import { counted, dateTime, humanise } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Chips, Facts } from "@/ui/layout";
import { Row } from "@/ui/Row";
import { BoneRows, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { stateName } from "./BulkPage";
import classes from "./bulk.module.css";
import { bulkQuery, cancelBulk, isOpen, undoBulk } from "./queries";
import { resultOf, staleAfter, titleOf } from "./words";

type Shown = "failed" | "done" | "skipped";
const shown: Shown[] = ["failed", "done", "skipped"];
const most = 200;

/** One bulk operation: how far it is, the result of each item, and how to stop it or take it back. */
export function BulkDetails({ id }: { id: string }) {
  const [state, choose] = useState<Shown>();
  const query = useQuery(bulkQuery(id, state, most));
  return (
    <Loaded query={query} skeleton={<BoneRows count={4} />}>
      {(bulk) => (
        <Stack gap="md">
          <Overview bulk={bulk} />
          <Chips
            label="Result"
            all="All"
            options={shown.map((value) => ({ value, label: `${humanise(value)} ${bulk[value].toLocaleString("en")}` }))}
            value={state}
            onChange={choose}
          />
          <Rows items={bulk.items} keyOf={(item) => item.id} row={(item) => <ItemRow item={item} />} />
          {bulk.items.length === most ? <small>The first {most} items are shown.</small> : null}
        </Stack>
      )}
    </Loaded>
  );
}

function Overview({ bulk }: { bulk: BulkProgress }) {
  const { id, state, total, done, failed, skipped, undoable, undoableUntil, undoneBy } = bulk;
  const { workspace } = useMe();
  const cancel = useWrite({ run: () => cancelBulk(id), stale: [keys.bulk], done: "Canceled. What is done stays." });
  const undo = useWrite({
    run: () => undoBulk(id),
    stale: [keys.bulk],
    onDone: (started) => {
      if (started?.id)
        watchJob({ id: started.id, label: `Undo: ${titleOf(bulk)}`, done: "put back", stale: staleAfter });
    },
  });
  const worked = done + failed + skipped;
  return (
    <Stack gap="sm">
      <b>{titleOf(bulk)}</b>
      {isOpen(bulk) ? (
        <Progress value={(100 * worked) / Math.max(1, total)} aria-label={`${worked} of ${total}`} />
      ) : null}
      <Facts
        facts={[
          ["State", <Status key="state" value={state} label={stateName(state)} />],
          ["Requested by", bulk.by],
          ["Started", dateTime(bulk.at, workspace.timeZone)],
          bulk.finishedAt && ["Finished", dateTime(bulk.finishedAt, workspace.timeZone)],
          ["Result", `${resultOf(bulk)} of ${counted(total, "item")}`],
          undoableUntil && ["Can be undone until", dateTime(undoableUntil, workspace.timeZone)],
          undoneBy && ["Undone", "Items that had changed since were left as they are."],
        ]}
      />
      <div className={classes.actions}>
        {isOpen(bulk) ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<X size={14} aria-hidden />}
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            Cancel the rest
          </Button>
        ) : null}
        {undoable ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<Undo2 size={14} aria-hidden />}
            loading={undo.isPending}
            onClick={() => undo.mutate()}
          >
            Undo
          </Button>
        ) : null}
      </div>
    </Stack>
  );
}

function ItemRow({ item: { id, title, state, error } }: { item: BulkItem }) {
  return (
    <Row title={title ?? (state === "waiting" ? "Waiting" : id)} note={error?.detail} wraps>
      <Status value={state} />
    </Row>
  );
}
