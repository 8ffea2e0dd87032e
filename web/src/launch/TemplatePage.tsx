import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Rocket } from "lucide-react";
import type { CampaignTemplate } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Split } from "@/ui/layout";
import { Page } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import { EditTemplate } from "./EditTemplate";
import { EditTemplateContent } from "./EditTemplateContent";
import type { TemplateSearch } from "./routes";
import { TemplateItems } from "./TemplateItems";
import { TemplateSide } from "./TemplateSide";
import { TemplateUses } from "./TemplateUses";
import { templateActions } from "./templateActions";
import { templateQuery } from "./templates";
import { UseTemplate } from "./UseTemplate";

const route = getRouteApi("/shell/templates/$templateId");
const crumbs = [
  { label: "Campaigns", to: "/campaigns" },
  { label: "Templates", to: "/templates" },
];

export function TemplatePage() {
  const { templateId } = route.useParams();
  const template = useQuery(templateQuery(templateId));
  const skeleton = (
    <Page title="Template" crumbs={crumbs}>
      <BoneRows count={6} />
    </Page>
  );
  return (
    <Loaded query={template} skeleton={skeleton}>
      {(known) => <TemplateView template={known} />}
    </Loaded>
  );
}

function TemplateView({ template }: { template: CampaignTemplate }) {
  const [search, change] = useAddress<TemplateSearch>();
  const bound = useActions(templateActions, template);
  const { name, description, archived, builtIn, can } = template;
  const close = () => change({ use: undefined, edit: undefined, content: undefined });
  return (
    <Page
      title={name}
      crumbs={crumbs}
      lead={description ?? undefined}
      beside={<Tag tone={builtIn ? "neutral" : "accent"}>{archived ? "Archived" : builtIn ? "Built in" : "Yours"}</Tag>}
      actions={
        <>
          {can.includes("instantiateTemplate") ? (
            <Button leftSection={<Rocket size={15} aria-hidden />} onClick={() => change({ use: true })}>
              Use template
            </Button>
          ) : null}
          <ActionMenu label="Template actions" actions={bound} />
        </>
      }
    >
      <Split side={<TemplateSide template={template} />}>
        <TemplateItems template={template} />
        <TemplateUses template={template} />
      </Split>
      {search.use ? <UseTemplate template={template} close={close} /> : null}
      {search.content ? <EditTemplateContent template={template} close={close} /> : null}
      {search.edit ? <EditTemplate template={template} close={close} /> : null}
    </Page>
  );
}
