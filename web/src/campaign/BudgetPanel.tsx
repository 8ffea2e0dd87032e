import { Button, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Budget, Campaign } from "@/contract/types";
import { Bar } from "@/ui/Bar";
import { money } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import classes from "./campaign.module.css";

/** The plan at a glance; it is made under Budget. */
export function BudgetPanel({ campaign, plan }: { campaign: Campaign; plan: Budget }) {
  return (
    <Panel
      title="Budget"
      aside={
        plan.total ? (
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/campaigns/$campaignId/plan"
                params={{ campaignId: campaign.id }}
                search={{ section: "budget" }}
                {...props}
              />
            )}
          >
            Open budget
          </Button>
        ) : null
      }
    >
      {plan.total ? (
        <Plan plan={plan} />
      ) : (
        <Stack gap="xs" align="flex-start">
          <Text c="dimmed">No budget set.</Text>
          {campaign.can.includes("setBudget") ? (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => (
                <Link
                  to="/campaigns/$campaignId/plan"
                  params={{ campaignId: campaign.id }}
                  search={{ section: "budget", edit: true }}
                  {...props}
                />
              )}
            >
              Set budget
            </Button>
          ) : null}
        </Stack>
      )}
    </Panel>
  );
}

function Plan({ plan }: { plan: Budget }) {
  const total = plan.total ?? 0;
  return (
    <Stack gap="sm">
      <div>
        <span className={classes.big}>{money(total, plan.currency)}</span>
        <Text size="xs" c="dimmed">
          {money(total - plan.allocated, plan.currency)} unallocated
        </Text>
      </div>
      {plan.allocations.slice(0, 5).map(({ channel, amount }) => (
        <div key={channel} className={classes.allocation}>
          <div>
            <span>{platformName(channel)}</span>
            <Text span c="dimmed">
              {money(amount, plan.currency)}
            </Text>
          </div>
          <Bar share={total > 0 ? amount / total : 0} />
        </div>
      ))}
    </Stack>
  );
}
