import { useQuery } from "@tanstack/react-query";
import { LayoutTemplate } from "lucide-react";
import { queryClient } from "@/contract/queries";
import { ListPage } from "@/ui/ListPage";
import { useAddress, usePage } from "@/ui/useAddress";
import type { TemplatesSearch } from "./routes";
import { SaveAsTemplate } from "./SaveAsTemplate";
import { StartWays } from "./StartWays";
import { TemplateCard } from "./TemplateCard";
import { categories, templatesQuery } from "./templates";
import classes from "./templates.module.css";

const limit = 48;

export function preload() {
  queryClient.prefetchQuery(templatesQuery({ limit, offset: 0 }));
}

/** Where a new campaign begins: from a template, from nothing, from a website or from an earlier campaign. */
export function TemplateGallery() {
  const [search, change] = useAddress<TemplatesSearch>();
  const page = usePage(limit);
  const category = categories.find(({ value }) => value === search.category)?.value;
  const list = useQuery(
    templatesQuery({
      ...page,
      ...(category ? { category } : {}),
      ...(search.q ? { q: search.q } : {}),
      ...(search.archived ? { archived: true } : {}),
    }),
  );
  return (
    <ListPage
      title="New campaign"
      crumbs={[{ label: "Campaigns", to: "/campaigns" }]}
      lead="A template makes the strategy, texts, e-mails and tasks for you to finish. Nothing is sent before you approve and launch it."
      before={<StartWays />}
      filters={[
        { kind: "search", key: "q", label: "Search templates" },
        { kind: "chips", key: "category", label: "Category", all: "All", options: categories },
        { kind: "archived", key: "archived" },
      ]}
      query={list}
      limit={limit}
      keyOf={({ id }) => id}
      body={(items) => (
        <ul className={classes.gallery}>
          {items.map((template) => (
            <TemplateCard key={template.id} template={template} />
          ))}
        </ul>
      )}
      empty={{ icon: LayoutTemplate, title: "No templates", text: "Save a campaign as a template to use it again." }}
      noMatch={{ title: "No templates match", text: "Try another search or category.", all: "Show all templates" }}
    >
      {search.save ? <SaveAsTemplate campaignId={search.save} close={() => change({ save: undefined })} /> : null}
    </ListPage>
  );
}
