import type { ComponentType } from "react";
import type { Platform } from "@/contract/types";

/** How assets are chosen is known to the library; the page hands it in. */
export type AssetPicker = ComponentType<{
  type: "image" | "video";
  close: () => void;
  onPick: (assetId: string) => void;
}>;
/** Cuts a picture to the shape of a channel; the page hands it in. */
export type Cropper = ComponentType<{
  assetId: string;
  channel?: Platform | undefined;
  onPick: (assetId: string) => void;
}>;
type Medium = "image" | "video";

/** Pictures and videos are drawn by the Studio; the page hands its drawer in. */
export type Studio = ComponentType<{
  campaignId: string;
  words: { headline: string; text: string };
  about?: string;
  onPicked: (assetIds: string[], about: { medium: Medium; altText: string }) => void;
  close: () => void;
}>;
