import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { CalendarClock, CircleCheck, type LucideIcon, Send, ShieldAlert, UsersRound, Wallet } from "lucide-react";
import { useState } from "react";
import type { Risk } from "@/contract/types";
import { Rows } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row, RowEnd } from "@/ui/Row";
import { Empty } from "@/ui/States";
import { Tag } from "@/ui/status";
import { campaignsOf, useChoice } from "./choice";
import classes from "./dashboard.module.css";
import { risksQuery } from "./queries";

const icons: Record<Risk["type"], LucideIcon> = {
  schedule: CalendarClock,
  resource: UsersRound,
  budget: Wallet,
  quality: Send,
  approval: ShieldAlert,
};

/** What may go wrong, the most serious first. */
export function RiskPanel({ risks, inAll }: { risks: Risk[]; inAll: number }) {
  const [all, setAll] = useState(false);
  const list = useQuery({ ...risksQuery(campaignsOf(useChoice())), enabled: all });
  const shown = all ? (list.data?.items ?? risks) : risks;
  return (
    <Panel title="Risks" padded={false} aside={inAll > 0 ? <Tag tone="warn">{inAll}</Tag> : null}>
      {shown.length === 0 ? (
        <Empty
          icon={CircleCheck}
          tone="good"
          title="No risks"
          text="Late work, overdue reviews, full calendars, budgets and failed messages show up here."
        />
      ) : (
        <Rows items={shown} keyOf={keyOf} row={(risk) => <RiskRow risk={risk} />} />
      )}
      {inAll > risks.length && !all ? (
        <div className={classes.more}>
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            Show all {inAll}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

const keyOf = ({ code, subject }: Risk) => `${code} ${subject.id}`;

function RiskRow({ risk }: { risk: Risk }) {
  const Icon = icons[risk.type];
  return (
    <Row
      place={placeOf(risk)}
      lead={
        <span className={classes.riskIcon} data-tone={risk.score >= 0.6 ? "bad" : "warn"}>
          <Icon size={16} aria-hidden />
        </span>
      }
      title={<span className={classes.riskTitle}>{risk.title}</span>}
      words={<span className={classes.reason}>{risk.reason}</span>}
    >
      <RowEnd>
        <span
          className={classes.score}
          title={`Probability ${percent(risk.probability)}, impact ${percent(risk.impact)}`}
        >
          {percent(risk.score)}
        </span>
      </RowEnd>
    </Row>
  );
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** Where the risk is dealt with. */
function placeOf({ code, subject, affected }: Risk): LinkProps {
  const campaignId = affected[0]?.campaignId ?? "";
  if (subject.kind === "review") return { to: "/approvals/$reviewId", params: { reviewId: subject.id ?? "" } };
  if (subject.kind === "team_member") return { to: "/team", search: { member: subject.id ?? undefined } };
  if (code.startsWith("deliveries_"))
    return { to: "/deliveries", search: { view: "messages", state: code.slice("deliveries_".length), campaignId } };
  if (code.startsWith("tasks_") || code === "target_missed")
    return { to: "/campaigns/$campaignId/plan", params: { campaignId } };
  return { to: "/campaigns/$campaignId", params: { campaignId } };
}
