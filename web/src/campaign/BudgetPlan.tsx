import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Wallet } from "lucide-react";
import { useMemo } from "react";
import type { Campaign } from "@/contract/types";
import { useOffer } from "@/ui/actions";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { BudgetTable, type Spend } from "./BudgetTable";
import { EditBudget } from "./EditBudget";
import { budgetQuery } from "./queries";

interface BudgetPlanProps {
  campaign: Campaign;
  /** Spend so far, if a source reports it. */
  spend?: Spend | undefined;
  editing: boolean;
  edit: (editing: boolean) => void;
}

/** The plan of the money by channel, beside what was spent. */
export function BudgetPlan({ campaign, spend, editing, edit }: BudgetPlanProps) {
  const budget = useQuery(budgetQuery(campaign.id));
  const editable = campaign.can.includes("setBudget");
  useOffer(
    useMemo(
      () =>
        editable
          ? [
              {
                name: "setBudget",
                label: "Edit budget",
                icon: Pencil,
                group: "This campaign",
                keys: "b",
                running: false,
                perform: () => edit(true),
              },
            ]
          : [],
      [editable, edit],
    ),
  );
  return (
    <Panel
      title="Budget by channel"
      padded={false}
      aside={
        editable && !editing && budget.data?.total ? (
          <Button size="xs" variant="default" leftSection={<Pencil size={13} aria-hidden />} onClick={() => edit(true)}>
            Edit budget
          </Button>
        ) : null
      }
    >
      <Loaded query={budget} skeleton={<BoneRows count={4} height={49} />}>
        {(plan) =>
          editing && editable ? (
            <EditBudget campaign={campaign} plan={plan} spend={spend} close={() => edit(false)} />
          ) : plan.total || plan.allocations.length > 0 ? (
            <BudgetTable plan={plan} spend={spend} />
          ) : (
            <Empty
              icon={Wallet}
              title="No budget yet"
              text="Set a total and split it across channels. Ad budgets need approval."
            >
              {editable ? (
                <Button onClick={() => edit(true)} leftSection={<Plus size={15} aria-hidden />}>
                  Set budget
                </Button>
              ) : null}
            </Empty>
          )
        }
      </Loaded>
    </Panel>
  );
}
