import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Asset } from "@/contract/types";
import { clamp, middle, type Point, partOf, refusedShape, shapeName, shapesFor, widthNeeded } from "@/ui/crops";
import { platformName } from "@/ui/platforms";
import { Bone, FormProblem, Loaded } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./crop.module.css";
import { Picture } from "./Picture";
import { assetQuery } from "./queries";

export interface CropDialogProps {
  assetId: string;
  /** The channel that shows it; without one, the shapes that most channels take. */
  channel?: string | undefined;
  close: () => void;
  onPick: (assetId: string) => void;
}

/** Chooses the shape of a picture and the point in it that stays in sight. */
export function CropDialog({ assetId, channel, close, onPick }: CropDialogProps) {
  const shown = useQuery(assetQuery(assetId));
  const from = shown.data?.crop?.assetId;
  const original = useQuery({ ...assetQuery(from ?? assetId), enabled: shown.data !== undefined, retry: false });
  // A picture whose original is gone is cropped itself.
  const source = from && original.isError ? shown : original;
  return (
    <Modal opened onClose={close} size={820} title={channel ? `Crop for ${platformName(channel)}` : "Crop picture"}>
      <Loaded query={source} skeleton={<Bone height={360} />}>
        {(picture) => (
          <Cropping
            key={picture.id}
            picture={picture}
            before={picture.id === from ? shown.data?.crop : undefined}
            channel={channel}
            close={close}
            onPick={onPick}
          />
        )}
      </Loaded>
    </Modal>
  );
}

interface CroppingProps extends Omit<CropDialogProps, "assetId"> {
  picture: Asset;
  before: Asset["crop"] | undefined;
}

function Cropping({ picture, before, channel, close, onPick }: CroppingProps) {
  const size = { width: picture.width ?? 1, height: picture.height ?? 1 };
  const whole = size.width / size.height;
  const unfit = refusedShape(channel, size);
  const offered = shapesFor(channel);
  const [ratio, setRatio] = useState(before?.ratio ?? (unfit ? nearest(offered, whole) : undefined));
  const [focus, setFocus] = useState<Point>(before ?? middle);
  const part = partOf(size, ratio ?? whole, focus);
  const out = scaled(part);
  const shapes =
    ratio && !offered.some((shape) => same(shape.ratio, ratio))
      ? [...offered, { ratio, name: shapeName(ratio) }]
      : offered;
  const crop = useWrite({
    run: () => {
      if (!ratio) return Promise.resolve(picture);
      const path = { id: picture.id };
      return take(api.POST("/api/campaign-assets/{id}/crops", { params: { path }, body: { ratio, ...focus } }));
    },
    stale: [keys.assets],
    onDone: (made) => onPick(made.id),
  });
  const small = channel && out.width < widthNeeded(channel);
  return (
    <div className={classes.layout}>
      <Stage picture={picture} part={part} focus={focus} onFocus={ratio ? setFocus : undefined} />
      <div className={classes.side}>
        <fieldset className={classes.shapes}>
          <legend>Shape</legend>
          {[{ ratio: undefined, name: "Original" }, ...shapes].map((shape) => (
            <label key={shape.name} className={classes.shape}>
              <input
                type="radio"
                name="shape"
                checked={shape.ratio === undefined ? ratio === undefined : same(shape.ratio, ratio)}
                onChange={() => setRatio(shape.ratio)}
              />
              {shape.name}
            </label>
          ))}
        </fieldset>
        <div className={classes.shotBox}>
          <Shot picture={picture} part={part} />
        </div>
        <p className={classes.facts}>
          {out.width.toLocaleString("en")} × {out.height.toLocaleString("en")} pixels.{" "}
          {ratio ? "Drag the point to the part that must stay visible, or move it with the arrow keys." : null}
        </p>
        {!ratio && unfit && channel ? (
          <p className={`${classes.facts} ${classes.warn}`}>
            {platformName(channel)} takes pictures {unfit} and cuts the rest. Choose a shape.
          </p>
        ) : null}
        {small && channel ? (
          <p className={`${classes.facts} ${classes.warn}`}>
            {platformName(channel)} shows pictures {widthNeeded(channel).toLocaleString("en")} pixels wide. This one is
            smaller and is never enlarged, so it may look blurred.
          </p>
        ) : null}
        <FormProblem error={crop.error} />
        <div className={classes.ends}>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button loading={crop.isPending} onClick={() => crop.mutate()}>
            {ratio ? "Use crop" : "Use original"}
          </Button>
        </div>
      </div>
    </div>
  );
}

type Part = ReturnType<typeof partOf>;

interface StageProps {
  picture: Asset;
  part: Part;
  focus: Point;
  onFocus: ((focus: Point) => void) | undefined;
}

const keysOf: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The picture with what is cut off dimmed, and the focus point on it. */
function Stage({ picture, part, focus, onFocus }: StageProps) {
  const [width, height] = [picture.width ?? 1, picture.height ?? 1];
  const to = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onFocus?.({
      x: rounded((event.clientX - box.left) / box.width),
      y: rounded((event.clientY - box.top) / box.height),
    });
  };
  const move = (event: KeyboardEvent) => {
    const step = keysOf[event.key];
    if (!step) return;
    event.preventDefault();
    const far = event.shiftKey ? 0.1 : 0.02;
    onFocus?.({ x: rounded(focus.x + step[0] * far), y: rounded(focus.y + step[1] * far) });
  };
  return (
    <div
      className={classes.stage}
      style={{ aspectRatio: `${width} / ${height}`, width: `min(100%, ${(440 * width) / height}px)` }}
      onPointerDown={(event) => {
        if (event.button !== 0 || !onFocus) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        to(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) to(event);
      }}
    >
      <div className={classes.clip}>
        <Picture assetId={picture.id} alt={picture.description ?? picture.assetName} rendition="preview" />
        <div
          className={classes.part}
          style={{
            left: `${(100 * part.left) / width}%`,
            top: `${(100 * part.top) / height}%`,
            width: `${(100 * part.width) / width}%`,
            height: `${(100 * part.height) / height}%`,
          }}
        />
      </div>
      {onFocus ? (
        <button
          type="button"
          className={classes.focus}
          style={{ left: `${focus.x * 100}%`, top: `${focus.y * 100}%` }}
          aria-label={`Focus point, ${percent(focus.x)} from the left, ${percent(focus.y)} from the top. Move it with the arrow keys.`}
          onKeyDown={move}
        />
      ) : null}
    </div>
  );
}

/** The result, small. */
function Shot({ picture, part }: { picture: Asset; part: Part }) {
  const [width, height] = [picture.width ?? 1, picture.height ?? 1];
  const scale = Math.min(220 / part.width, 164 / part.height);
  return (
    <div className={classes.shot} style={{ width: part.width * scale, height: part.height * scale }}>
      <span style={{ left: -part.left * scale, top: -part.top * scale, width: width * scale, height: height * scale }}>
        <Picture assetId={picture.id} alt="" rendition="preview" />
      </span>
    </div>
  );
}

/** The size of the file: larger ones are scaled down, smaller ones stay. */
function scaled({ width, height }: Part) {
  const share = Math.min(1, 2048 / Math.max(width, height));
  return { width: Math.round(width * share), height: Math.round(height * share) };
}

function nearest(shapes: { ratio: number }[], whole: number) {
  const distance = (ratio: number) => Math.abs(Math.log(ratio / whole));
  return shapes.toSorted((one, other) => distance(one.ratio) - distance(other.ratio))[0]?.ratio;
}

function same(one: number, other: number | undefined) {
  return other !== undefined && Math.abs(one - other) < 0.005;
}

function rounded(share: number) {
  return Math.round(clamp(share, 0, 1) * 1000) / 1000;
}

function percent(share: number) {
  return `${Math.round(share * 100)} %`;
}
