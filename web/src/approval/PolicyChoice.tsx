import { Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { membersQuery } from "@/contract/queries";
import type { Campaign, Scope } from "@/contract/types";
import { Footer, FormModal } from "@/ui/Form";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { policyTitle } from "./policies";
import { policiesQuery } from "./queries";
import { StageLine } from "./StageLine";

interface PolicyChoiceProps {
  campaign: Campaign;
  scope: Scope;
  opened: boolean;
  close: () => void;
}

const usual = "default";

/** Another policy for one part of a campaign. */
export function PolicyChoice({ campaign, scope, opened, close }: PolicyChoiceProps) {
  return (
    <FormModal opened={opened} close={close} title={`Approval policy of the ${scope.scope}`}>
      <Choice campaign={campaign} scope={scope} close={close} />
    </FormModal>
  );
}

function Choice({ campaign, scope, close }: Omit<PolicyChoiceProps, "opened">) {
  const policies = useQuery(policiesQuery).data?.items ?? [];
  const members = useQuery(membersQuery).data?.items ?? [];
  const [chosen, choose] = useState(scope.policy);
  const policy = policies.find(({ name }) => name === chosen);
  const change = useWrite({
    run: () =>
      take(
        api.POST("/api/campaigns/{id}/approvals/initialize", {
          params: { path: { id: campaign.id } },
          body: { scopes: [scope.scope], policy: chosen },
        }),
      ),
    stale: [keys.campaign(campaign.id), keys.approvals],
    done: "Policy changed. The next review follows it.",
    onDone: close,
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <Stack gap="md">
        <FormProblem error={change.error} />
        <Select
          label="Policy"
          allowDeselect={false}
          searchable
          data={[
            { value: usual, label: "The one that applies to this campaign" },
            ...policies.map(({ name }) => ({ value: name, label: policyTitle(name) })),
          ]}
          value={chosen}
          onChange={(name) => name && choose(name)}
          data-autofocus
        />
        {policy ? (
          <StageLine
            stages={policy.stages}
            nameOf={(id) => members.find((member) => member.id === id)?.name ?? "a former member"}
          />
        ) : null}
        <Text size="sm" c="dimmed">
          Taking stages away, or choosing a policy that approves without people, needs an owner or admin.
        </Text>
        <Footer label="Use this policy" busy={change.isPending} disabled={chosen === scope.policy} close={close} />
      </Stack>
    </form>
  );
}
