import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import type { AlertRule } from "@/contract/types";
import { FormModal } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Row } from "@/ui/Row";
import { Status } from "@/ui/status";
import { rulesQuery } from "./queries";
import { RuleForm } from "./RuleForm";
import { metricNames } from "./rules";
import { useSource } from "./source";

/** When alerts are raised. */
export function RulePanel() {
  const rules = useQuery(rulesQuery(useSource()));
  const [edited, edit] = useState<AlertRule>();
  return (
    <ListPanel
      title="Alert rules"
      query={rules}
      keyOf={({ id }) => id}
      row={(rule) => <RuleRow rule={rule} edit={() => edit(rule)} />}
      empty={{ icon: SlidersHorizontal, title: "No rules" }}
    >
      <FormModal
        opened={edited !== undefined}
        close={() => edit(undefined)}
        title={edited ? metricNames[edited.metric] : ""}
      >
        {edited ? <RuleForm rule={edited} close={() => edit(undefined)} /> : null}
      </FormModal>
    </ListPanel>
  );
}

function RuleRow({ rule, edit }: { rule: AlertRule; edit: () => void }) {
  const { metric, op, threshold, unit, forMinutes, channels, enabled } = rule;
  const limit = `${op === "above" ? "More" : "Less"} than ${threshold}${unit ? ` ${unit}` : ""}${forMinutes ? ` for ${forMinutes} minutes` : ""}`;
  return (
    <Row
      title={metricNames[metric]}
      note={[limit, channels.length ? `reported by ${channels.join(" and ")}` : "shown here only"].join(", ")}
      wraps
      actions={
        <Button size="xs" variant="default" onClick={edit} aria-label={`Change the rule ${metricNames[metric]}`}>
          Change
        </Button>
      }
    >
      <Status value={enabled ? "active" : "off"} label={enabled ? "On" : "Off"} />
    </Row>
  );
}
