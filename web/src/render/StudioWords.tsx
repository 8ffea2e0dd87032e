import { Button, Select, Switch, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { ImagePlus, X } from "lucide-react";
import { useState } from "react";
import type { RenderPreview } from "@/contract/types";
import type { StudioParts } from "./Studio";
import classes from "./studio.module.css";
import { musicNames, type StudioValues, type Template } from "./studioValues";

interface StudioWordsProps {
  form: UseFormReturnType<StudioValues>;
  template: Template | undefined;
  preview: RenderPreview | undefined;
  parts: StudioParts;
}

/** The words of the chosen template, its palette, photo and logo. */
export function StudioWords({ form, template, preview, parts }: StudioWordsProps) {
  const video = form.values.medium === "video";
  const shows = (name: string) => video || (template?.uses.includes(name) ?? false);
  const figure = template?.name === "figure" || template?.name === "compare";
  return (
    <aside className={classes.words} aria-label="Words">
      {!video && shows("label") ? <TextInput label="Label" maxLength={100} {...form.getInputProps("label")} /> : null}
      {!video && shows("from") ? (
        <div className={classes.pair}>
          <TextInput label="From" placeholder="31" maxLength={30} {...form.getInputProps("from")} />
          <TextInput label="To" placeholder="14 kg" maxLength={30} {...form.getInputProps("to")} />
        </div>
      ) : !video && shows("to") ? (
        <TextInput label="Price" placeholder="€38" maxLength={30} {...form.getInputProps("to")} />
      ) : null}
      <Textarea
        label={template?.name === "quote" && !video ? "Quotation" : figure && !video ? "Line below" : "Headline"}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={1000}
        {...form.getInputProps("headline")}
      />
      {!video && shows("text") ? (
        <Textarea label="Text" autosize minRows={2} maxRows={6} maxLength={4000} {...form.getInputProps("text")} />
      ) : null}
      {shows("points") ? (
        <Textarea
          label={video ? "Scenes" : template?.name === "compare" ? "Captions" : "Points"}
          description={video ? "One scene per line" : "One per line"}
          autosize
          minRows={3}
          maxRows={8}
          {...form.getInputProps("points")}
        />
      ) : null}
      {!video && shows("attribution") ? (
        <TextInput label="Speaker" maxLength={200} {...form.getInputProps("attribution")} />
      ) : null}
      {shows("cta") ? (
        <TextInput label="Button" placeholder="Get the free kit" maxLength={100} {...form.getInputProps("cta")} />
      ) : null}
      {preview ? <Palettes form={form} preview={preview} /> : null}
      {video || shows("images") ? <Photos form={form} parts={parts} /> : null}
      {video ? (
        <Select label="Music" allowDeselect={false} data={musicNames} {...form.getInputProps("music")} />
      ) : (
        <TextInput
          label="Alt text"
          placeholder={preview?.altText ?? ""}
          maxLength={1000}
          {...form.getInputProps("altText")}
        />
      )}
      <Switch label="Show logo" labelPosition="left" {...form.getInputProps("logo", { type: "checkbox" })} />
    </aside>
  );
}

const paletteNames: Record<string, string> = { dark: "Dark", light: "Light", bold: "Bold" };

function Palettes({ form, preview }: { form: UseFormReturnType<StudioValues>; preview: RenderPreview }) {
  const chosen = preview.palettes.find(({ name }) => name === (form.values.palette || preview.palette));
  return (
    <fieldset className={classes.field}>
      <legend>Palette</legend>
      <div className={classes.palettes}>
        {preview.palettes.map(({ name, colors }) => (
          <button
            key={name}
            type="button"
            className={classes.palette}
            aria-pressed={name === chosen?.name}
            aria-label={paletteNames[name] ?? name}
            title={paletteNames[name] ?? name}
            onClick={() => form.setFieldValue("palette", name)}
          >
            {colors.slice(0, 3).map((color, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two roles may share a color
              <span key={at} style={{ background: color }} />
            ))}
          </button>
        ))}
      </div>
      <p className={classes.hint}>
        One palette for the campaign. {chosen ? `Text contrast ${chosen.contrast.toFixed(1)} : 1.` : ""}
      </p>
    </fieldset>
  );
}

function Photos({ form, parts }: { form: UseFormReturnType<StudioValues>; parts: StudioParts }) {
  const [picking, setPicking] = useState(false);
  const { thumb: Thumb, picker: Picker } = parts;
  const { images, medium } = form.values;
  const several = medium === "video";
  return (
    <fieldset className={classes.field}>
      <legend>{several ? "Photos" : "Photo"}</legend>
      <div className={classes.photos}>
        {images.map((assetId) => (
          <span key={assetId} className={classes.photo}>
            <Thumb assetId={assetId} alt="" />
            <button
              type="button"
              aria-label="Remove photo"
              onClick={() =>
                form.setFieldValue(
                  "images",
                  images.filter((other) => other !== assetId),
                )
              }
            >
              <X size={12} aria-hidden />
            </button>
          </span>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<ImagePlus size={14} aria-hidden />}
          onClick={() => setPicking(true)}
        >
          {images.length > 0 && !several ? "Replace" : several ? "Add photo" : "Choose photo"}
        </Button>
      </div>
      <p className={classes.hint}>
        {several ? "One photo per scene, in this order." : "Without a photo, a pattern in your colors."}
      </p>
      {picking ? (
        <Picker
          type="image"
          close={() => setPicking(false)}
          onPick={(assetId) => {
            setPicking(false);
            form.setFieldValue("images", several ? [...new Set([...images, assetId])].slice(0, 8) : [assetId]);
          }}
        />
      ) : null}
    </fieldset>
  );
}
