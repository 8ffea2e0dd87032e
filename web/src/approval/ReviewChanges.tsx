import { Button } from "@mantine/core";
import { Clock, Image, MapPin } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ItemContent } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { Changes } from "@/ui/Changes";
import { humanise, shortDateTime } from "@/ui/format";
import { Tag } from "@/ui/status";
import type { Face } from "./ReviewStage";
import { changeOf, type Entry } from "./review";
import classes from "./review.module.css";

const names: Record<string, string> = {
  markdown: "Message",
  mjml: "Message",
  html: "Message",
  altText: "Alt text",
  cta: "Call to action",
};

/** What is different from the version that was last approved or sent back. */
export function ReviewChanges({ entry, face: Thumb }: { entry: Entry; face: Face }) {
  const change = changeOf(entry);
  if (!change)
    return entry.state === "open" ? <p className={classes.none}>This is the first review of this item.</p> : null;
  const { before, after, at, since, asked } = change;
  const texts = componentsOf(before, after);
  const moved = before.at !== after.at;
  const readdressed = before.to !== after.to;
  const pictures = before.assetIds.join() !== after.assetIds.join();
  const count = texts.length + [moved, readdressed, pictures].filter(Boolean).length;
  return (
    <section className={classes.changes} aria-label="Changes">
      <div className={classes.sideHead}>
        <h3>Changes</h3>
        <span>
          {at ? (
            <>
              {since} <Ago at={at} />
            </>
          ) : null}
        </span>
        <Tag tone={count > 0 ? "warn" : "good"}>{count === 0 ? "None" : count}</Tag>
      </div>
      {asked?.comment ? <blockquote className={classes.quote}>{asked.comment}</blockquote> : null}
      {count > 0 ? (
        <div className={classes.box}>
          {texts.map(([name, was, is]) => (
            <div key={name} className={classes.text}>
              <h4>{names[name] ?? humanise(name)}</h4>
              <TextChanges before={was} after={is} source={sources.has(name)} />
            </div>
          ))}
          {moved ? (
            <Fact icon={<Clock size={15} aria-hidden />} name="Time" was={when(before)} is={when(after)} />
          ) : null}
          {readdressed ? (
            <Fact icon={<MapPin size={15} aria-hidden />} name="Goes to" was={before.to ?? "—"} is={after.to ?? "—"} />
          ) : null}
          {pictures ? (
            <div className={classes.fact}>
              <Image size={15} aria-hidden /> Picture
              <span className={classes.pair}>
                <Thumb kind={entry.kind} assetId={before.assetIds[0]} /> →{" "}
                <Thumb kind={entry.kind} assetId={after.assetIds[0]} />
              </span>
            </div>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

/** The source of a layout is mostly markup. */
const sources = new Set(["mjml", "html"]);

/** A text with its changes, all of it; of a source what is near a change, until all of it is asked for. */
function TextChanges({ before, after, source }: { before: string; after: string; source: boolean }) {
  const [whole, showWhole] = useState(!source);
  return (
    <>
      <Changes before={before} after={after} near={!whole} />
      {whole ? null : (
        <Button size="compact-xs" variant="subtle" onClick={() => showWhole(true)}>
          Show everything
        </Button>
      )}
    </>
  );
}

function componentsOf(before: ItemContent, after: ItemContent) {
  const all = new Set([...Object.keys(before.components), ...Object.keys(after.components)]);
  return [...all]
    .map((name) => [name, before.components[name] ?? "", after.components[name] ?? ""] as const)
    .filter(([, was, is]) => was !== is);
}

function when({ at, timeZone }: ItemContent) {
  return at ? shortDateTime(at, timeZone ?? "UTC") : "Not scheduled";
}

function Fact({ icon, name, was, is }: { icon: ReactNode; name: string; was: string; is: string }) {
  return (
    <div className={classes.fact}>
      {icon} {name}
      <span className={classes.pair}>
        <del>{was}</del> <ins>{is}</ins>
      </span>
    </div>
  );
}
