import { useQuery } from "@tanstack/react-query";
import { ImageIcon } from "lucide-react";
import { useState } from "react";
import type { NewRenderPreview } from "@/contract/types";
import { Chip, ChipGroup } from "@/ui/layout";
import { Empty } from "@/ui/States";
import { previewQuery } from "./previews";
import classes from "./studio.module.css";
import { type StudioSize, sizeName } from "./studioValues";

interface SizeChipsProps {
  sizes: StudioSize[];
  value: string[];
  onChange: (names: string[]) => void;
}

const usual = 6;

/** The sizes that one click creates; those of banners unfold. */
export function SizeChips({ sizes, value, onChange }: SizeChipsProps) {
  const [open, setOpen] = useState(false);
  const banners = sizes.slice(usual);
  const all = open || banners.some((size) => value.includes(sizeName(size)));
  return (
    <section className={classes.sizes} aria-label="Sizes">
      <h3>Sizes</h3>
      <ChipGroup label="Sizes" wrap>
        {(all ? sizes : sizes.slice(0, usual)).map((size) => {
          const name = sizeName(size);
          const pressed = value.includes(name);
          const share = 14 / Math.max(size.width, size.height);
          return (
            <Chip
              key={name}
              pressed={pressed}
              title={`${size.width} × ${size.height}`}
              onClick={() => onChange(pressed ? value.filter((other) => other !== name) : [...value, name])}
            >
              <span className={classes.size}>
                <span
                  className={classes.shape}
                  style={{ width: Math.max(4, size.width * share), height: Math.max(3, size.height * share) }}
                  aria-hidden
                />
                {size.title}
              </span>
            </Chip>
          );
        })}
        {banners.length > 0 && !all ? (
          <Chip pressed={false} aria-expanded={false} onClick={() => setOpen(true)}>
            Banners ({banners.length})
          </Chip>
        ) : null}
      </ChipGroup>
    </section>
  );
}

interface StudioStageProps {
  base: Pick<NewRenderPreview, "campaignId" | "creativeId" | "params">;
  template: string;
  sizes: StudioSize[];
  chosen: string[];
}

/** The chosen template in every chosen size. */
export function StudioStage({ base, template, sizes, chosen }: StudioStageProps) {
  const shown = sizes.filter((size) => chosen.includes(sizeName(size)));
  const preview = useQuery({
    ...previewQuery({
      ...base,
      drawings: shown.map(({ width, height }) => ({ template, width, height })),
      side: 640,
    } as NewRenderPreview),
    enabled: shown.length > 0,
  });
  if (shown.length === 0)
    return <Empty icon={ImageIcon} title="Choose a size" text="Each size is laid out by the template." />;
  return (
    <ul className={classes.gallery} data-busy={preview.isFetching || undefined}>
      {shown.map((size) => {
        const drawing = preview.data?.drawings.find(
          ({ width, height }) => width === size.width && height === size.height,
        );
        const cut = drawing?.cut.filter((what) => !what.startsWith("number")) ?? [];
        return (
          <li key={sizeName(size)} style={{ width: widthOf(size) }}>
            <span className={classes.drawing} style={{ aspectRatio: `${size.width} / ${size.height}` }}>
              {drawing ? <img src={drawing.image} alt={`Preview, ${size.title}`} /> : null}
            </span>
            <span className={classes.caption}>
              {size.title} <small>{`${size.width} × ${size.height}`}</small>
              {cut.length > 0 ? <small className={classes.warn}>Text is cut. Shorten it.</small> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Pictures stand in rows of one height; banners are shown as large as they are. */
function widthOf({ width, height }: StudioSize) {
  return width <= 970 ? width : Math.min(460, (330 * width) / height);
}
