import { lazy, Suspense } from "react";
import type { Entry } from "@/approval/review";
import classes from "@/approval/review.module.css";
import type { Campaign, ItemContent } from "@/contract/types";
import { Picture, Thumbnail } from "@/library/Picture";
import { humanise } from "@/ui/format";
import { PlatformCard } from "@/ui/PlatformCard";
import { WholeText } from "@/ui/PlatformText";
import { Bone } from "@/ui/States";
import { ItemPreview } from "../campaign/ItemPreview";
import { scopeKind } from "../kinds";

const MarkdownView = lazy(() => import("@/ui/MarkdownView").then((m) => ({ default: m.MarkdownView })));

/** The first picture of an item, or the icon of its kind. */
export function ItemThumb({ kind, assetId }: { kind: string; assetId: string | undefined }) {
  const { icon: Icon } = scopeKind(kind);
  return assetId ? <Thumbnail assetId={assetId} alt="" /> : <Icon size={17} aria-hidden />;
}

/** As readers see it; an item that is reviewed for its time or budget only, too. */
export function CurrentItem({ campaign, entry }: { campaign: Campaign; entry: Entry }) {
  const [part] = entry.parts;
  return part ? <ItemPreview campaign={campaign} item={part.item} scope="content" /> : null;
}

/** What was approved last, from the words and pictures stored with that decision. */
export function ApprovedItem({ kind, content }: { kind: string; content: ItemContent }) {
  const { channel, components, assetIds } = content;
  const picture = assetIds[0] ? <Picture assetId={assetIds[0]} alt="Picture in the approved version" /> : undefined;
  const text = components.text ?? components.caption;
  const replies = Object.keys(components).filter((name) => name.startsWith("part_"));
  if (kind === "post" && channel !== "newsroom" && text !== undefined)
    return (
      <WholeText value={true}>
        <PlatformCard
          platform={channel ?? "linkedin"}
          text={text}
          thread={replies.length > 0 ? [text, ...replies.map((name) => components[name] ?? "")] : undefined}
          link={components.link ?? undefined}
          media={picture}
        />
      </WholeText>
    );
  return (
    <div className={classes.plain}>
      {picture}
      {Object.entries(components).map(([name, value]) => (
        <section key={name}>
          <h3>{humanise(name)}</h3>
          {name === "text" || name === "markdown" ? (
            <Suspense fallback={<Bone height={80} />}>
              <MarkdownView text={value} />
            </Suspense>
          ) : (
            <p>{value}</p>
          )}
        </section>
      ))}
    </div>
  );
}
