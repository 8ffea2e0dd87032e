import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { useState } from "react";
import type { Alert } from "@/contract/types";
import { FormModal } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { Status } from "@/ui/status";
import { AcknowledgeForm } from "./AcknowledgeForm";
import { alertsQuery } from "./queries";
import { useSource } from "./source";
import { When } from "./When";

const states = { pending: "Waiting", firing: "Firing", acknowledged: "Acknowledged", resolved: "Resolved" } as const;

/** What the rules have found. An alert ends by itself. */
export function AlertPanel() {
  const alerts = useQuery(alertsQuery(useSource()));
  const [taken, take] = useState<Alert>();
  return (
    <ListPanel
      title="Alerts"
      query={alerts}
      keyOf={({ id }) => id}
      row={(alert) => <AlertRow alert={alert} acknowledge={() => take(alert)} />}
      empty={{
        icon: BellRing,
        title: "No alerts",
        text: "An alert appears here when one of the rules below finds something. It is resolved automatically when the value is back to normal.",
      }}
    >
      <FormModal opened={taken !== undefined} close={() => take(undefined)} title="Acknowledge alert">
        {taken ? <AcknowledgeForm alert={taken} close={() => take(undefined)} /> : null}
      </FormModal>
    </ListPanel>
  );
}

function AlertRow({ alert, acknowledge }: { alert: Alert; acknowledge: () => void }) {
  const { title, value, unit, fix, note, acknowledgedBy, state, since, can } = alert;
  const taken = acknowledgedBy ? `${acknowledgedBy}: ${note || "takes care of it"}` : fix;
  return (
    <Row
      title={`${title}: ${Math.round(value * 10) / 10} ${unit}`.trim()}
      note={state === "resolved" ? note : taken}
      wraps
      actions={
        can.includes("acknowledgeAlert") ? (
          <Button size="xs" variant="default" onClick={acknowledge}>
            Acknowledge
          </Button>
        ) : null
      }
    >
      <RowEnd wide>
        <When at={since} />
      </RowEnd>
      <Status value={state} label={states[state]} />
    </Row>
  );
}
