import { Archive, ArchiveRestore, Copy, FilePen, Pencil } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CampaignTemplate } from "@/contract/types";
import type { Action } from "@/ui/actions";

const path = ({ id }: CampaignTemplate) => ({ params: { path: { id } } });
const restore = (template: CampaignTemplate) =>
  take(api.PATCH("/api/templates/{id}", { ...path(template), body: { archived: false } as never }));
const stale = () => [keys.campaignTemplates];

export const templateActions: Action<CampaignTemplate>[] = [
  {
    name: "changeTemplate",
    label: "Edit name and questions",
    icon: Pencil,
    group: "This template",
    keys: "e",
    when: ({ archived, can }) => !archived && can.includes("changeTemplate"),
    go: ({ id }) => ({ to: "/templates/$templateId", params: { templateId: id }, search: { edit: true } }),
  },
  {
    name: "changeTemplateContent",
    label: "Edit content",
    icon: FilePen,
    group: "This template",
    when: ({ archived, can }) => !archived && can.includes("changeTemplate"),
    go: ({ id }) => ({ to: "/templates/$templateId", params: { templateId: id }, search: { content: true } }),
  },
  {
    name: "createTemplate",
    label: "Copy to your templates",
    icon: Copy,
    group: "This template",
    when: ({ can }) => can.includes("instantiateTemplate"),
    run: ({ name, description, category, type, tags, content, placeholders }) =>
      take(
        api.POST("/api/templates", {
          body: {
            name: `Copy of ${name}`.slice(0, 200),
            description,
            category,
            type,
            tags,
            content: content ?? {},
            placeholders,
          },
        }),
      ),
    done: "Copied. You find it under Templates.",
    stale,
  },
  {
    name: "archiveTemplate",
    label: "Archive template",
    icon: Archive,
    group: "This template",
    danger: true,
    ask: () => ({
      title: "Archive this template?",
      text: "It is no longer offered. Campaigns that were made from it stay as they are, and you can restore it.",
      confirm: "Archive template",
    }),
    run: (template) => take(api.DELETE("/api/templates/{id}", path(template))),
    done: "Template archived.",
    revert: restore,
    stale,
  },
  {
    name: "restoreTemplate",
    label: "Restore template",
    icon: ArchiveRestore,
    group: "This template",
    when: ({ archived, can }) => archived && can.includes("changeTemplate"),
    run: restore,
    done: "Template restored.",
    stale,
  },
];
