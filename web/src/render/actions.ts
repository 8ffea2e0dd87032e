import { Ban, Clapperboard, ImagePlay, RotateCcw, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import type { Campaign, Me, RenderJob } from "@/contract/types";
import type { Action } from "@/ui/actions";
import type { FixAbout, Fixes } from "@/ui/fixes";

export const renderPlaces: Action<Me>[] = [
  {
    name: "openRenders",
    label: "Go to Studio",
    icon: Clapperboard,
    group: "Go to",
    keys: "g r",
    when: () => true,
    go: () => ({ to: "/studio" }),
  },
  {
    name: "createRenderJob",
    label: "Create picture or video",
    icon: ImagePlay,
    group: "Create",
    keys: "n r",
    when: (me) => may(me, "content.write"),
    go: () => ({ to: "/studio" }),
  },
];

export const newPictureActions: Action<Campaign>[] = [
  {
    name: "createPicture",
    label: "New picture or video",
    icon: ImagePlay,
    group: "Create",
    keys: "n v",
    when: ({ can }) => can.includes("createCreative") || can.includes("schedulePost"),
    go: ({ id }) => ({ to: "/renders/new", search: { campaignId: id } }),
  },
];

const path = ({ id }: RenderJob) => ({ params: { path: { id } } });
const stale = () => [keys.renders];

export const jobActions: Action<RenderJob>[] = [
  {
    name: "submitRenderJob",
    label: "Start",
    icon: Send,
    group: "This job",
    run: (job) => take(api.POST("/api/render-jobs/{id}/submit", path(job))),
    done: "Queued.",
    stale,
  },
  {
    name: "retryRenderJob",
    label: "Try again",
    icon: RotateCcw,
    group: "This job",
    run: (job) => take(api.POST("/api/render-jobs/{id}/retry", path(job))),
    done: "Queued again.",
    stale,
  },
  {
    name: "cancelRenderJob",
    label: "Cancel",
    icon: Ban,
    group: "This job",
    run: (job) => take(api.POST("/api/render-jobs/{id}/cancel", path(job))),
    done: "Canceled.",
    stale,
  },
];

const openJob = {
  apply: "Try again",
  place: ({ campaignId, subjectId }: FixAbout) => ({
    label: "Open job",
    to: "/studio/jobs",
    search: { campaignId, ...(subjectId ? { id: subjectId } : {}) },
  }),
};

export const renderFixes: Fixes = {
  operations: {
    createRenderJob: {
      place: ({ campaignId }) => ({ label: "Create picture", to: "/studio", search: { campaignId } }),
    },
    submitRenderJob: { ...openJob, apply: "Start" },
    retryRenderJob: openJob,
    pollRenderJob: { ...openJob, apply: "Check now" },
    readRenderJobStatus: openJob,
  },
};
