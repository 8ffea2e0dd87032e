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
  /** What one is called, and several. */
  name: string;
  names: string;
  icon: LucideIcon;
  group: string;
  place: (found: { id: string; campaignId: string }) => LinkProps;
}

const item = (kind: "post" | "mailing" | "creative", name: string, icon: LucideIcon): FoundKind => ({
  name,
  names: `${name}s`,
  icon,
  group: "Items",
  place: ({ id, campaignId }) => placeOfItem({ kind, id, campaignId }),
});

/** Where a result of the search opens, by its kind; results of other kinds have no page of their own. */
const kinds: Record<string, FoundKind> = {
  campaign: {
    name: "Campaign",
    names: "Campaigns",
    icon: Megaphone,
    group: "Campaigns",
    place: ({ id }) => ({ to: "/campaigns/$campaignId", params: { campaignId: id } }),
  },
  creative: item("creative", "Draft", PenLine),
  post: item("post", "Post", Newspaper),
  mailing: item("mailing", "E-mail", Mail),
  blog_post: {
    name: "Blog post",
    names: "Blog posts",
    icon: FileText,
    group: "Blog posts",
    place: ({ id, campaignId }) => ({
      to: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
      params: { campaignId, blogPostId: id },
    }),
  },
  asset: {
    name: "File",
    names: "Files",
    icon: Image,
    group: "Library",
    place: ({ id }) => ({ to: "/library", search: { id } }),
  },
  segment: {
    name: "Segment",
    names: "Segments",
    icon: Filter,
    group: "Audience",
    place: ({ id }) => ({ to: "/audience/segments/$segmentId", params: { segmentId: id } }),
  },
  contact: {
    name: "Contact",
    names: "Contacts",
    icon: Users,
    group: "Audience",
    place: ({ id }) => ({ to: "/audience/contacts/$contactId", params: { contactId: id } }),
  },
  task: {
    name: "Task",
    names: "Tasks",
    icon: ListChecks,
    group: "Tasks",
    place: ({ id }) => ({ to: "/my-work", search: { task: id } }),
  },
  campaign_template: {
    name: "Campaign template",
    names: "Campaign templates",
    icon: LayoutTemplate,
    group: "Templates",
    place: ({ id }) => ({ to: "/templates/$templateId", params: { templateId: id } }),
  },
  account: {
    name: "Account",
    names: "Accounts",
    icon: Plug,
    group: "Accounts",
    place: () => ({ to: "/settings/accounts" }),
  },
};

export function foundKind(kind: string): FoundKind | undefined {
  return kinds[kind];
}
