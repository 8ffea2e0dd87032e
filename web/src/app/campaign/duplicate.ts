import { api, take } from "@/contract/api";
import type { CampaignItem } from "@/contract/types";

/** A copy is a draft; a copy of an e-mail has no time yet. */
export async function duplicate({ kind, id, campaignId, title }: CampaignItem): Promise<() => Promise<unknown>> {
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
