import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Palette } from "lucide-react";
import type { ComponentType } from "react";
import type { Campaign, Creative } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { creativeActions, newCreativeActions } from "./actions";
import { placeOf } from "./components";
import classes from "./creative.module.css";
import { creativesQuery } from "./queries";

/** How a picture of the library is shown is known to the library; the page hands it in. */
export type Thumb = ComponentType<{ assetId: string; alt: string }>;

export function CreativeList({ campaign, thumb: Thumb }: { campaign: Campaign; thumb: Thumb }) {
  const creatives = useQuery(creativesQuery(campaign.id));
  const bound = useActions(newCreativeActions, campaign);
  useOffer(bound);
  const [create] = pick(bound, "createCreative");
  const [bring] = pick(bound, "createBlogPost");
  return (
    <Panel
      title="Creatives"
      padded={false}
      aside={creatives.data?.items.length ? <ActionButton action={create} size="xs" /> : null}
    >
      <Loaded query={creatives} skeleton={<BoneRows count={4} height={61} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={Palette}
              title="No creatives yet"
              text="A creative is the text, image or video for one channel. Write it yourself, generate it from a brief, or import a blog post."
            >
              <ActionButton action={create} primary />
              <ActionButton action={bring} />
            </Empty>
          ) : (
            <ul className={ui.rows}>
              {items.map((creative) => (
                <li key={creative.id}>
                  <CreativeRow creative={creative} thumb={Thumb} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function CreativeRow({ creative, thumb: Thumb }: { creative: Creative; thumb: Thumb }) {
  const bound = useActions(creativeActions, creative);
  const [asset] = creative.assets;
  const words = creative.text || creative.components.subject || creative.brief || "No text yet";
  return (
    <div className={ui.row} data-open>
      <span className={classes.thumb}>
        {asset ? (
          <Thumb assetId={creative.components.video?.posterAssetId ?? asset.assetId} alt="" />
        ) : (
          <PlatformIcon platform={creative.platform ?? (creative.kind === "email" ? "email" : "newsroom")} size={22} />
        )}
      </span>
      <div className={ui.rowMain}>
        <Link
          className={`${ui.stretch} ${ui.rowTitle}`}
          style={{ display: "block", color: "inherit", textDecoration: "none" }}
          to="/campaigns/$campaignId/content/creatives/$creativeId"
          params={{ campaignId: creative.campaignId, creativeId: creative.id }}
        >
          {creative.name}
        </Link>
        <p className={ui.rowNote}>{words}</p>
      </div>
      <span className={`${ui.rowAside} ${ui.hideNarrow}`}>
        <Tag>{placeOf(creative)}</Tag>
        <span className={classes.when}>
          <Ago at={creative.updatedAt} />
        </span>
      </span>
      <span className={`${ui.rowAside} ${ui.above}`}>
        <ActionMenu actions={bound} label={`Actions for ${creative.name}`} />
      </span>
    </div>
  );
}
