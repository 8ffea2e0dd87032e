import { Archive, ArchiveRestore, CalendarRange, CircleDot, Flag, Shapes, Tags, UserRound } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Campaign, CampaignFilter } from "@/contract/types";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";
import { DaysForm, OwnerForm, PriorityForm, StatusForm, TagsForm, TypeForm } from "./CampaignBulkForms";

const restore = ({ id }: { id: string }) =>
  take(api.PATCH("/api/campaigns/{id}", { params: { path: { id } }, body: { archived: false } }));
const changeable = ({ archived, can }: Campaign) => !archived && can.includes("changeCampaign");

/** What can be done with chosen campaigns, or with all that the list shows with these filters. */
export function campaignBulk(filter: CampaignFilter): BulkAction<Campaign>[] {
  const target = (items: Campaign[] | undefined) =>
    items ? { ids: items.map(({ id }) => id) } : { filter: filter as Record<string, never> };
  const change =
    (member: (words: string) => object): BulkAction<Campaign>["job"] =>
    (items, words, dryRun) =>
      take(api.POST("/api/bulk/campaigns/update", { body: { ...target(items), change: member(words), dryRun } }));
  return [
    {
      label: "Set priority",
      icon: Flag,
      when: changeable,
      form: PriorityForm,
      job: change((priority) => ({ priority })),
      done: "changed",
    },
    {
      label: "Change owner",
      icon: UserRound,
      when: changeable,
      form: OwnerForm,
      job: change((ownerId) => ({ ownerId })),
      done: "changed",
    },
    {
      label: "Change tags",
      icon: Tags,
      when: changeable,
      form: TagsForm,
      job: change((tags) => ({ tags: JSON.parse(tags) })),
      done: "changed",
    },
    {
      label: "Set type",
      icon: Shapes,
      when: changeable,
      form: TypeForm,
      job: change((type) => ({ type })),
      done: "changed",
    },
    {
      label: "Move dates",
      icon: CalendarRange,
      when: changeable,
      form: DaysForm,
      job: change((days) => ({ shiftDays: Number(days) })),
      done: "moved",
    },
    {
      label: "Set status",
      icon: CircleDot,
      when: ({ archived, can }) => !archived && can.includes("transitionCampaign"),
      form: StatusForm,
      job: (items, words, dryRun) =>
        take(api.POST("/api/bulk/campaigns/transition", { body: { ...target(items), ...JSON.parse(words), dryRun } })),
      done: "changed",
    },
    {
      label: "Archive",
      icon: Archive,
      danger: true,
      when: ({ archived, can }) => !archived && can.includes("archiveCampaign"),
      ask: (_, count) => ({
        title: `Archive ${counted(count, "campaign")}?`,
        text: "Active campaigns stop: nothing more is sent from them, and their open reviews are withdrawn. You can undo this for 7 days.",
        confirm: "Archive",
      }),
      job: (items, _, dryRun) => take(api.POST("/api/bulk/campaigns/archive", { body: { ...target(items), dryRun } })),
      done: "archived",
    },
    {
      label: "Restore",
      icon: ArchiveRestore,
      when: ({ archived, can }) => archived && can.includes("changeCampaign"),
      run: restore,
      done: "restored",
    },
  ];
}
