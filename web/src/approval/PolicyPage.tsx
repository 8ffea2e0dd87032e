import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";
import { useMemo } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { ReviewPolicy } from "@/contract/types";
import { ItemEditor, SaveButton, useEditor } from "@/ui/ItemEditor";
import { Page } from "@/ui/Page";
import { BoneRows, Empty, Loaded, Notice } from "@/ui/States";
import { Tag } from "@/ui/status";
import { PartTitle, PolicyApplies } from "./PolicyApplies";
import { PolicyChanges } from "./PolicyChanges";
import { PolicyRules } from "./PolicyRules";
import { PolicySimulation } from "./PolicySimulation";
import { automaticStages, isCompletePolicy, nameFault, policyTerms, policyTitle, policyValues, slug } from "./policies";
import classes from "./policies.module.css";
import { policiesQuery } from "./queries";
import { StageFields } from "./StageFields";

const route = getRouteApi("/shell/settings/approval-policies/$policyName");
const crumbs = [
  { label: "Settings", to: "/settings/workspace" },
  { label: "Approval policies", to: "/settings/approval-policies" },
];

export function PolicyPage() {
  const { policyName } = route.useParams();
  const policies = useQuery(policiesQuery);
  const skeleton = (
    <Page title="Approval policy" crumbs={crumbs}>
      <BoneRows count={4} />
    </Page>
  );
  return (
    <Loaded query={policies} skeleton={skeleton}>
      {({ items }) => {
        const policy = items.find(({ name }) => name === policyName);
        return policy || policyName === "new" ? (
          <PolicyEditor key={policyName} policy={policy} taken={items.map(({ name }) => name)} />
        ) : (
          <Page title="Approval policy" crumbs={crumbs}>
            <Empty icon={ListChecks} title="Not found" text="This policy doesn't exist in this workspace." />
          </Page>
        );
      }}
    </Loaded>
  );
}

function PolicyEditor({ policy, taken }: { policy: ReviewPolicy | undefined; taken: string[] }) {
  const router = useRouter();
  const readOnly = !may(useMe(), "approval.manage");
  const current = useMemo(() => policyValues(policy), [policy]);
  const form = useForm({
    initialValues: current,
    validate: {
      name: (name) => (policy ? null : nameFault(name, taken)),
    },
  });
  const complete = isCompletePolicy(form.values);
  const editor = useEditor({
    id: "policy",
    form,
    version: policy?.version,
    current,
    run: (values, version) =>
      take(
        api.PUT("/api/approvals/policies/{name}", {
          params: { path: { name: policy?.name ?? slug(values.name) } },
          body: { ...policyTerms(values), ...(policy ? version : { version: 0 }) },
        }),
      ),
    stale: [keys.approvals],
    done: policy ? "Saved. Open reviews keep the version they started with." : "Policy created.",
    onDone: ({ name }) => {
      if (!policy)
        router.navigate({
          to: "/settings/approval-policies/$policyName",
          params: { policyName: name },
          replace: true,
        });
    },
  });
  return (
    <ItemEditor
      editor={editor}
      title={policy ? policyTitle(policy.name) : "New policy"}
      crumbs={crumbs}
      beside={policy ? <Tag>{policy.builtIn ? "Ready-made" : `Version ${policy.version}`}</Tag> : null}
      save={
        readOnly ? null : (
          <SaveButton
            editor={editor}
            label={policy ? "Save" : "Create policy"}
            disabled={!complete || (Boolean(policy) && !editor.dirty)}
          />
        )
      }
      side={<PolicySimulation stored={policy?.name} terms={complete ? policyTerms(form.values) : undefined} />}
      sideApart
    >
      {readOnly ? <Notice tone="info">Owners and admins can change approval policies.</Notice> : null}
      <fieldset className={classes.disabled} disabled={readOnly}>
        <div className={classes.parts}>
          {policy ? null : (
            <TextInput
              label="Name"
              description={slug(form.values.name) ? `Stored as ${slug(form.values.name)}` : undefined}
              placeholder="Legal review"
              required
              withAsterisk={false}
              size="md"
              maxLength={60}
              {...form.getInputProps("name")}
            />
          )}
          <PartTitle>Stages</PartTitle>
          <StageFields
            stages={form.values.stages}
            change={(next) => form.setFieldValue("stages", next)}
            readOnly={readOnly}
          />
          <PartTitle>Approve automatically</PartTitle>
          <PolicyRules
            rules={form.values.rules}
            stages={automaticStages(form.values.stages)}
            severalStages={form.values.stages.length > 1}
            change={(next) => form.setFieldValue("rules", next)}
            readOnly={readOnly}
          />
          <PartTitle>When an approved item changes</PartTitle>
          <PolicyChanges form={form} />
          <PartTitle>Applies to</PartTitle>
          <PolicyApplies form={form} />
        </div>
      </fieldset>
    </ItemEditor>
  );
}
