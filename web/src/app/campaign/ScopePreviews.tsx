import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { cardOf } from "@/creative/components";
import { creativeQuery } from "@/creative/queries";
import { Picture } from "@/library/Picture";
import { strategiesQuery } from "@/strategy/queries";
import { StrategyView } from "@/strategy/StrategyView";
import { PlatformCard } from "@/ui/PlatformCard";
import { Bone, Loaded } from "@/ui/States";
import type { PreviewProps } from "../kinds";

export function StrategyPreview({ campaign, item }: PreviewProps) {
  const strategies = useQuery(strategiesQuery(campaign.id));
  return (
    <Loaded query={strategies} skeleton={<Bone height={220} />}>
      {({ items }) => {
        const strategy = items.find(({ id }) => id === item.id);
        return strategy ? <StrategyView strategy={strategy} /> : <Text c="dimmed">This version no longer exists.</Text>;
      }}
    </Loaded>
  );
}

export function CreativePreview({ campaign, item }: PreviewProps) {
  const creative = useQuery(creativeQuery(campaign.id, item.id));
  return (
    <Loaded query={creative} skeleton={<Bone height={220} />}>
      {({ kind, platform, components }) => {
        const picture = components.image?.assetId ?? components.video?.assetId;
        return (
          <PlatformCard
            {...cardOf(platform ?? (kind === "email" ? "email" : "linkedin"), components)}
            media={picture ? <Picture assetId={picture} alt="Picture in this draft" /> : undefined}
          />
        );
      }}
    </Loaded>
  );
}

export function BudgetPreview() {
  return <Text c="dimmed">The ad budget and its split across channels.</Text>;
}
