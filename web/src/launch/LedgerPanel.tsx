import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Send } from "lucide-react";
import { type Campaign, deliveryStates } from "@/contract/types";
import { PlannedAt } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Status, toneOf } from "@/ui/status";
import classes from "./launch.module.css";
import { launchStatusQuery } from "./queries";

/** What became of each message, by state; every line leads to its rows of the ledger. */
export function LedgerPanel({ campaign }: { campaign: Campaign }) {
  const status = useQuery(launchStatusQuery(campaign.id));
  return (
    <Panel
      title="Deliveries"
      padded={false}
      aside={
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => <Link to="/deliveries" search={{ campaignId: campaign.id }} {...props} />}
        >
          All deliveries
        </Button>
      }
    >
      <Loaded query={status} skeleton={<BoneRows count={3} height={45} />}>
        {({ deliveries, nextDueAt }) => {
          const states = deliveryStates.filter((state) => (deliveries[state] ?? 0) > 0);
          const most = Math.max(...states.map((state) => deliveries[state] ?? 0));
          const total = states.reduce((sum, state) => sum + (deliveries[state] ?? 0), 0);
          return states.length === 0 ? (
            <Empty
              icon={Send}
              title="No messages yet"
              text="Messages appear here once they are scheduled and approved."
            />
          ) : (
            <>
              <RowList>
                {states.map((state) => (
                  <li key={state}>
                    <Row
                      place={{ to: "/deliveries", search: { campaignId: campaign.id, state } }}
                      className={classes.ledgerRow}
                      tone={toneOf(state)}
                    >
                      <Status value={state} />
                      <span className={classes.ledgerBar} aria-hidden>
                        <span style={{ width: `${((deliveries[state] ?? 0) / most) * 100}%` }} />
                      </span>
                      <b>{(deliveries[state] ?? 0).toLocaleString("en")}</b>
                    </Row>
                  </li>
                ))}
              </RowList>
              <p className={classes.ledgerNote}>
                {counted(total, "message")}
                {nextDueAt ? (
                  <>
                    {" · next "}
                    <PlannedAt at={nextDueAt} zone={campaign.timeZone} short />
                  </>
                ) : null}
              </p>
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
