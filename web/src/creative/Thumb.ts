import type { ComponentType } from "react";

/** How a picture of the library is shown is known to the library; the page hands it in. */
export type Thumb = ComponentType<{ assetId: string; alt: string }>;
