import { Archive, ArchiveRestore, BookOpenText, CalendarPlus, FilePen, Sparkles } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, Creative } from "@/contract/types";
import type { Action, Place } from "@/ui/actions";
import { type FixAbout, type Fixes, ofCampaign } from "@/ui/fixes";

export const newCreativeActions: Action<Campaign>[] = [
  {
    name: "createCreative",
    label: "New draft",
    icon: FilePen,
    group: "Create",
    keys: "n t",
    when: ({ can }) => can.includes("createCreative") || can.includes("schedulePost"),
    go: ({ id }) => ({
      to: "/campaigns/$campaignId/content/creatives/$creativeId",
      params: { campaignId: id, creativeId: "new" },
    }),
  },
  {
    name: "createBlogPost",
    label: "New from a blog post",
    icon: BookOpenText,
    group: "Create",
    keys: "n b",
    when: ({ can }) => can.includes("createBlogPost") || can.includes("schedulePost"),
    go: ({ id }) => ({
      to: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
      params: { campaignId: id, blogPostId: "new" },
    }),
  },
];

/** What its actions need to know of a draft; the content list knows it too. */
type DraftItem = Pick<Creative, "id" | "campaignId" | "name" | "kind" | "status" | "can">;

const restore = ({ id }: DraftItem) => take(api.POST("/api/creatives/{id}/restore", { params: { path: { id } } }));
const stale = ({ campaignId }: DraftItem) => [keys.campaign(campaignId)];

export const creativeActions: Action<DraftItem>[] = [
  {
    name: "planCreative",
    label: "Schedule this",
    icon: CalendarPlus,
    group: "This draft",
    keys: "p",
    when: ({ status, can }) => status === "draft" && can.includes("changeCreative"),
    go: ({ id, campaignId, kind }): Place =>
      kind === "email"
        ? {
            to: "/campaigns/$campaignId/content/mailings/$mailingId",
            params: { campaignId, mailingId: "new" },
            search: { creativeId: id },
          }
        : {
            to: "/campaigns/$campaignId/content/posts/$queueId",
            params: { campaignId, queueId: "new" },
            search: { creativeId: id },
          },
  },
  {
    name: "regenerateCreative",
    label: "Rewrite parts",
    icon: Sparkles,
    group: "This draft",
    keys: "r",
    go: ({ id, campaignId }) => ({
      to: "/campaigns/$campaignId/content/creatives/$creativeId",
      params: { campaignId, creativeId: id },
      search: { show: "rewrite" },
    }),
  },
  {
    name: "archiveCreative",
    label: "Archive draft",
    icon: Archive,
    group: "This draft",
    run: ({ id }) => take(api.DELETE("/api/creatives/{id}", { params: { path: { id } } })),
    done: "Draft archived.",
    revert: restore,
    stale,
  },
  {
    name: "restoreCreative",
    label: "Restore draft",
    icon: ArchiveRestore,
    group: "This draft",
    run: restore,
    done: "Draft restored.",
    stale,
  },
];

const openContent = { place: (about: FixAbout) => ofCampaign(about, "/content", "Open content") };
const openCreative = {
  place: (about: FixAbout) =>
    about.subjectId
      ? {
          label: "Open draft",
          to: "/campaigns/$campaignId/content/creatives/$creativeId",
          params: { campaignId: about.campaignId, creativeId: about.subjectId },
        }
      : openContent.place(about),
};

export const creativeFixes: Fixes = {
  operations: {
    createCreative: openContent,
    createBlogPost: openContent,
    repurposeBlogPost: openContent,
    setRepurposedStatus: openContent,
    readCampaignContent: openContent,
    changeCreative: openCreative,
    regenerateCreative: openCreative,
    attachCreativeAsset: openCreative,
  },
  subjects: { creative: openCreative.place },
};
