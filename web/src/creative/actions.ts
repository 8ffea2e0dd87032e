import { Archive, BookOpenText, CalendarPlus, Palette, Sparkles } from "lucide-react";
import { api, take } from "@/contract/api";
import { ofCampaign } from "@/contract/queries";
import type { Campaign, Creative } from "@/contract/types";
import type { Action, Place } from "@/ui/actions";

export const newCreativeActions: Action<Campaign>[] = [
  {
    name: "createCreative",
    label: "New creative",
    icon: Palette,
    group: "Make",
    keys: "n c",
    when: ({ can }) => can.includes("createCreative") || can.includes("schedulePost"),
    go: ({ id }) => ({
      to: "/campaigns/$campaignId/content/creatives/$creativeId",
      params: { campaignId: id, creativeId: "new" },
    }),
  },
  {
    name: "createBlogPost",
    label: "Bring in a blog post",
    icon: BookOpenText,
    group: "Make",
    keys: "n b",
    when: ({ can }) => can.includes("createBlogPost") || can.includes("schedulePost"),
    go: ({ id }) => ({
      to: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
      params: { campaignId: id, blogPostId: "new" },
    }),
  },
];

export const creativeActions: Action<Creative>[] = [
  {
    name: "planCreative",
    label: "Schedule this",
    icon: CalendarPlus,
    group: "This creative",
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
    label: "Write parts of it anew",
    icon: Sparkles,
    group: "This creative",
    keys: "r",
    go: ({ id, campaignId }) => ({
      to: "/campaigns/$campaignId/content/creatives/$creativeId",
      params: { campaignId, creativeId: id },
      search: { show: "rewrite" },
    }),
  },
  {
    name: "archiveCreative",
    label: "Archive creative",
    icon: Archive,
    group: "This creative",
    danger: true,
    ask: ({ name }) => ({
      title: "Archive this creative?",
      text: `“${name}” leaves the list. What is planned from it keeps it from being archived.`,
      confirm: "Archive",
    }),
    run: ({ id }) => take(api.DELETE("/api/creatives/{id}", { params: { path: { id } } })),
    done: "The creative is archived.",
    stale: ({ campaignId }) => [ofCampaign(campaignId)],
  },
];
