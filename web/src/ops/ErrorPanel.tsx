import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { CopyIcon } from "@/ui/Bits";
import { counted, humaniseOperation } from "@/ui/format";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { errorsQuery } from "./queries";
import { useSource } from "./source";
import { When } from "./When";

/** What broke, grouped by its cause; the trace id finds the newest in the log of the server. */
export function ErrorPanel() {
  const errors = useQuery(errorsQuery(useSource()));
  return (
    <ListPanel
      title="Errors"
      query={errors}
      keyOf={({ fingerprint }) => fingerprint}
      row={({ title, operation, count, lastAt, traceId }) => (
        <Row
          title={title}
          note={humaniseOperation(operation)}
          actions={<CopyIcon text={traceId} label={`Copy the trace id of ${title}`} />}
        >
          <RowEnd>{counted(count, "time")}</RowEnd>
          <RowEnd wide>
            <When at={lastAt} />
          </RowEnd>
        </Row>
      )}
      empty={{ icon: CircleCheck, title: "No errors", text: "Nothing has broken on our side.", tone: "good" }}
    />
  );
}
