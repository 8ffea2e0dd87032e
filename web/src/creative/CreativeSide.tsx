import { Select, Stack, Textarea } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { Components, Creative } from "@/contract/types";
import { humanise } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { socialPlatforms } from "@/ui/lengths";
import { Panel } from "@/ui/Page";
import { PlatformCard } from "@/ui/PlatformCard";
import { platformName } from "@/ui/platforms";
import { cardOf, writerName } from "./components";
import type { CreativeValues } from "./creativeValues";
import type { Thumb } from "./Thumb";

interface CreativePreviewProps {
  creative: Creative;
  components: Components;
  platform: string;
  setPlatform: (platform: string) => void;
  thumb: Thumb;
}

/** How readers of a platform see it; a creative that is for none can be seen on each. */
export function CreativePreview({ creative, components, platform, setPlatform, thumb: Thumb }: CreativePreviewProps) {
  const { image, video } = creative.components;
  const pictured = image?.assetId ?? video?.posterAssetId ?? video?.assetId;
  return (
    <Panel
      title="Preview"
      padded={false}
      aside={
        creative.platform || creative.kind === "email" ? null : (
          <Select
            aria-label="Platform of the preview"
            size="xs"
            w={130}
            allowDeselect={false}
            value={platform}
            onChange={(value) => value && setPlatform(value)}
            data={socialPlatforms.map((known) => ({ value: known, label: platformName(known) }))}
          />
        )
      }
    >
      <PlatformCard
        {...cardOf(creative.kind === "email" ? "email" : platform, components)}
        media={pictured ? <Thumb assetId={pictured} alt="Picture in this draft" /> : undefined}
      />
    </Panel>
  );
}

interface CreativeBriefProps {
  creative: Creative;
  form: UseFormReturnType<CreativeValues>;
  readOnly: boolean;
}

/** What it was asked to say, and where it comes from. */
export function CreativeBrief({ creative, form, readOnly }: CreativeBriefProps) {
  return (
    <Panel title="Brief">
      <Stack gap="sm">
        <Textarea
          aria-label="Brief"
          placeholder="Message, audience and call to action."
          autosize
          minRows={2}
          maxRows={10}
          readOnly={readOnly}
          {...form.getInputProps("brief")}
        />
        <Facts
          facts={[
            ["Source", sourceOf(creative)],
            ["Written by", humanise(writerName(creative.writer))],
            creative.strategyVersion && ["Strategy", `Version ${creative.strategyVersion}`],
          ]}
        />
      </Stack>
    </Panel>
  );
}

export function sourceOf({ mode, blogPostId }: Creative) {
  if (mode === "ai") return blogPostId ? "From a blog post" : "From a brief";
  return mode === "manual" ? "Written by a person" : "Caption by a person, rest generated";
}
