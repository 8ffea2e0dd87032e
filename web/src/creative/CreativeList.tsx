import { useQuery } from "@tanstack/react-query";
import { Palette } from "lucide-react";
import type { ComponentType } from "react";
import type { Campaign, Creative } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { ListPanel } from "@/ui/List";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { withoutPlatform } from "@/ui/platforms";
import { Row, RowEnd } from "@/ui/Row";
import { Tag } from "@/ui/status";
import { creativeActions, newCreativeActions } from "./actions";
import { placeOf } from "./components";
import classes from "./creative.module.css";
import { creativesQuery } from "./queries";

/** How a picture of the library is shown is known to the library; the page hands it in. */
export type Thumb = ComponentType<{ assetId: string; alt: string }>;

export function CreativeList({ campaign, thumb }: { campaign: Campaign; thumb: Thumb }) {
  const creatives = useQuery(creativesQuery(campaign.id));
  const bound = useActions(newCreativeActions, campaign);
  useOffer(bound);
  const [create] = pick(bound, "createCreative");
  return (
    <ListPanel
      title="Creatives"
      query={creatives}
      bones={4}
      create={<ActionButton action={create} size="xs" />}
      keyOf={({ id }) => id}
      row={(creative) => <CreativeRow creative={creative} thumb={thumb} />}
      empty={{
        icon: Palette,
        title: "No creatives yet",
        text: "A creative is the text, image or video for one channel. Write it yourself, generate it from a brief, or import a blog post.",
        actions: (
          <>
            <ActionButton action={create} primary />
            <ActionButton action={pick(bound, "createBlogPost")[0]} />
          </>
        ),
      }}
    />
  );
}

function CreativeRow({ creative, thumb: Thumb }: { creative: Creative; thumb: Thumb }) {
  const bound = useActions(creativeActions, creative);
  const { id, campaignId, name, kind, platform, components, assets, updatedAt } = creative;
  const [asset] = assets;
  return (
    <Row
      place={{ to: "/campaigns/$campaignId/content/creatives/$creativeId", params: { campaignId, creativeId: id } }}
      lead={
        <span className={classes.thumb}>
          {asset ? (
            <Thumb assetId={components.video?.posterAssetId ?? asset.assetId} alt="" />
          ) : (
            <PlatformIcon platform={platform ?? (kind === "email" ? "email" : "newsroom")} size={22} />
          )}
        </span>
      }
      title={name}
      note={excerptOf(creative)}
      actions={<ActionMenu actions={bound} label={`Actions for ${name}`} />}
    >
      <RowEnd wide>
        <Tag>{placeOf(creative)}</Tag>
        <span className={classes.when}>
          <Ago at={updatedAt} />
        </span>
      </RowEnd>
    </Row>
  );
}

/** What it says, without its own title again. */
function excerptOf({ name, text, components, brief }: Creative) {
  const lines = (text || components.subject || brief || "").split("\n").flatMap((line) => line.trim() || []);
  const rest = lines[0] === withoutPlatform(name) ? lines.slice(1) : lines;
  return (rest.length > 0 ? rest : lines).join(" ") || "No text yet";
}
