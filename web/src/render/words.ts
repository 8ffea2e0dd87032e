import type { RenderJob } from "@/contract/types";
import { humanise } from "@/ui/format";

export const jobStatuses: RenderJob["status"][] = ["queued", "running", "published", "failed", "cancelled"];

/** What a job is about, in the words it was given. */
export function titleOf({ params, type }: RenderJob) {
  return (
    params.headline ||
    params.prompt ||
    params.text ||
    (params.template ? humanise(params.template) : "") ||
    humanise(type)
  );
}

export function providerName(provider: string) {
  const names: Record<string, string> = { local: "Fanfare", replicate: "Replicate", runway: "Runway" };
  return names[provider] ?? humanise(provider);
}

/** A finished job is in the library; nothing of it has been published anywhere. */
export function statusName(status: RenderJob["status"]) {
  return status === "published" ? "Done" : humanise(status);
}

export function shareOf({ status, progress: { currentStep, totalSteps } }: RenderJob) {
  if (status === "published") return 1;
  return totalSteps > 0 ? Math.min(1, currentStep / totalSteps) : 0;
}

export function isMoving({ status }: RenderJob) {
  return status === "queued" || status === "running";
}
