import type { LinkProps } from "@tanstack/react-router";
import {
  FileText,
  Filter,
  Image,
  LayoutTemplate,
  ListChecks,
  type LucideIcon,
  Mail,
  Megaphone,
  Newspaper,
  PenLine,
  Plug,
  Users,
} from "lucide-react";
import { placeOfItem } from "./kinds";

interface FoundKind {
  icon: LucideIcon;
  group: string;
  place: (found: { id: string; campaignId: string }) => LinkProps;
}

const item = (kind: "post" | "mailing" | "creative", icon: LucideIcon): FoundKind => ({
  icon,
  group: "Items",
  place: ({ id, campaignId }) => placeOfItem({ kind, id, campaignId }),
});

/** Where a result of the search opens, by its kind; results of other kinds have no page of their own. */
const kinds: Record<string, FoundKind> = {
  campaign: {
    icon: Megaphone,
    group: "Campaigns",
    place: ({ id }) => ({ to: "/campaigns/$campaignId", params: { campaignId: id } }),
  },
  creative: item("creative", PenLine),
  post: item("post", Newspaper),
  mailing: item("mailing", Mail),
  blog_post: {
    icon: FileText,
    group: "Blog posts",
    place: ({ id, campaignId }) => ({
      to: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
      params: { campaignId, blogPostId: id },
    }),
  },
  asset: {
    icon: Image,
    group: "Library",
    place: ({ id }) => ({ to: "/library", search: { id } }),
  },
  segment: {
    icon: Filter,
    group: "Audience",
    place: ({ id }) => ({ to: "/audience/segments/$segmentId", params: { segmentId: id } }),
  },
  contact: {
    icon: Users,
    group: "Audience",
    place: ({ id }) => ({ to: "/audience/contacts/$contactId", params: { contactId: id } }),
  },
  task: {
    icon: ListChecks,
    group: "Tasks",
    place: ({ id }) => ({ to: "/my-work", search: { task: id } }),
  },
  campaign_template: {
    icon: LayoutTemplate,
    group: "Templates",
    place: ({ id }) => ({ to: "/templates/$templateId", params: { templateId: id } }),
  },
  account: { icon: Plug, group: "Accounts", place: () => ({ to: "/settings/accounts" }) },
};

export function foundKind(kind: string): FoundKind | undefined {
  return kinds[kind];
}
