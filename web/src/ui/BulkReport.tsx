import { Modal } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { Rows } from "./List";
import { Row } from "./Row";
import { bulkReport } from "./useBulk";

/** The one place that says which items an action could not be done with, and why. */
export function BulkReportHost() {
  const report = useSyncExternalStore(bulkReport.subscribe, bulkReport.get);
  return (
    <Modal opened={report !== undefined} onClose={() => bulkReport.set(undefined)} title={report?.title} size="lg">
      {report ? (
        <Rows
          items={report.failures}
          keyOf={({ name, reason }) => `${name} ${reason}`}
          row={({ name, reason }) => <Row title={name} note={reason} wraps />}
        />
      ) : null}
    </Modal>
  );
}
