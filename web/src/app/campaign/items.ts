import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { Archive, Ban, Copy, ShieldCheck } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CampaignItem, ItemFilter, ItemState } from "@/contract/types";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";

export function itemsQuery(campaignId: string, filter: ItemFilter) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "items", filter),
    queryFn: () => take(api.GET("/api/campaigns/{id}/items", { params: { path: { id: campaignId }, query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export const groupNames: Record<CampaignItem["group"], string> = {
  coming_up: "Coming up",
  unscheduled: "Drafts without a date",
  past: "Sent and past",
};

/** The columns of the board, each with the states that it holds. */
export const boardColumns: { title: string; tone: string; states: ItemState[] }[] = [
  { title: "Draft", tone: "neutral", states: ["draft"] },
  {
    title: "Needs work",
    tone: "bad",
    states: ["needs_approval", "changes_requested", "failed", "unconfirmed", "paused"],
  },
  { title: "In review", tone: "info", states: ["in_review"] },
  { title: "Scheduled", tone: "accent", states: ["scheduled", "sending"] },
  { title: "Sent", tone: "good", states: ["published", "sent", "captured"] },
];

async function requestReview(campaignId: string, message: string) {
  const asked = await Promise.allSettled(
    (["content", "schedule"] as const).map((scope) =>
      take(
        api.POST("/api/campaigns/{id}/approvals/{scope}/request", {
          params: { path: { id: campaignId, scope } },
          body: message ? { message } : {},
        }),
      ),
    ),
  );
  const [first] = asked;
  if (first?.status === "rejected" && asked.every(({ status }) => status === "rejected")) throw first.reason;
}

/** A copy is a draft; a copy of an e-mail has no time yet. */
async function duplicate({ kind, id, campaignId, title }: CampaignItem): Promise<() => Promise<unknown>> {
  const name = `Copy of ${title}`.slice(0, 300);
  if (kind === "mailing") {
    const { subject, preheader, from, replyTo, markdown, mjml, html, segmentId, recipients } = await take(
      api.GET("/api/email/{id}", { params: { path: { id } } }),
    );
    const body = { preheader, replyTo, markdown, mjml, html, segmentId, recipients: segmentId ? null : recipients };
    const known = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined));
    const made = await take(api.POST("/api/email/create", { body: { campaignId, name, subject, from, ...known } }));
    return () => take(api.DELETE("/api/email/{id}", { params: { path: { id: made.id } } }));
  }
  const draft = kind === "creative" ? await ofCreative(id) : await ofPost(id);
  const made = await take(
    api.POST("/api/campaigns/{id}/creatives", {
      params: { path: { id: campaignId } },
      body: { name, mode: "manual", ...draft },
    }),
  );
  return () => take(api.DELETE("/api/creatives/{id}", { params: { path: { id: made.id } } }));
}

async function ofCreative(id: string) {
  const { kind, platform, components } = await take(api.GET("/api/creatives/{id}", { params: { path: { id } } }));
  return { kind, components, ...(platform ? { platform } : {}) };
}

async function ofPost(queueId: string) {
  const { platform, text, assetIds, altTexts } = await take(
    api.GET("/api/social/{queueId}", { params: { path: { queueId } } }),
  );
  const [assetId] = assetIds;
  const altText = assetId ? altTexts[assetId] : undefined;
  return {
    kind: "text" as const,
    platform,
    components: { caption: text, ...(assetId ? { image: { assetId, ...(altText ? { altText } : {}) } } : {}) },
  };
}

const anyOf =
  (...operations: string[]) =>
  ({ can }: CampaignItem) =>
    operations.some((operation) => can.includes(operation));

/** What can be done with many items of a campaign at once. */
export function bulkActions(campaignId: string, canRequest: boolean): BulkAction<CampaignItem>[] {
  return [
    {
      label: "Request review",
      icon: ShieldCheck,
      when: ({ state }) => canRequest && (state === "needs_approval" || state === "changes_requested"),
      ask: () => ({
        title: "Request a review?",
        text: "Reviewers get everything in the content and the schedule of this campaign that needs approval.",
        field: "Message to the reviewers (optional)",
        confirm: "Request review",
      }),
      once: (_, message) => requestReview(campaignId, message),
      done: "Review requested.",
    },
    {
      label: "Duplicate",
      icon: Copy,
      when: () => canRequest,
      run: duplicate,
      done: "duplicated",
      undo: (made) => (made as () => Promise<unknown>)(),
    },
    {
      label: "Archive",
      icon: Archive,
      when: anyOf("archiveCreative", "archiveMailing"),
      danger: true,
      ask: (items) => ({
        title: `Archive ${counted(items.length, "item")}?`,
        text: "They are hidden from the list. Find them again with the filter “Archived”.",
        confirm: "Archive",
      }),
      run: ({ kind, id }) =>
        kind === "mailing"
          ? take(api.DELETE("/api/email/{id}", { params: { path: { id } } }))
          : take(api.DELETE("/api/creatives/{id}", { params: { path: { id } } })),
      done: "archived",
    },
    {
      label: "Cancel",
      icon: Ban,
      when: (item) => item.at != null && anyOf("cancelPost", "cancelMailing")(item),
      danger: true,
      ask: (items) => ({
        title: `Cancel ${counted(items.length, "item")}?`,
        text: "They won't be published or sent. You can still read them here.",
        confirm: "Cancel items",
        dismiss: "Keep items",
      }),
      run: ({ kind, id }) =>
        kind === "mailing"
          ? take(api.POST("/api/email/{id}/cancel", { params: { path: { id } } }))
          : take(api.POST("/api/social/{queueId}/cancel", { params: { path: { queueId: id } } })),
      done: "cancelled",
    },
  ];
}
