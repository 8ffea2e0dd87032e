import { Button, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { ImagePlus, X } from "lucide-react";
import { type ComponentType, useState } from "react";
import { Chip, ChipGroup } from "@/ui/layout";
import classes from "./render.module.css";
import { type RenderChoices, type RenderValues, sizeName } from "./renderRequest";
import { TemplatePreview } from "./TemplatePreview";

type Form = UseFormReturnType<RenderValues>;
export type Thumb = ComponentType<{ assetId: string; alt: string }>;
export type Picker = ComponentType<{
  type: "image" | "video";
  close: () => void;
  onPick: (assetId: string) => void;
}>;

interface TemplateProps {
  form: Form;
  choices: RenderChoices;
  colours: readonly string[];
}

export function TemplateChoice({ form, choices, colours }: TemplateProps) {
  return (
    <div>
      <Text fw={500} mb={6} id="render-template">
        Template
      </Text>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div className={classes.templates} role="group" aria-labelledby="render-template">
        {choices.templates.map((known) => (
          <button
            key={known.name}
            type="button"
            className={classes.template}
            aria-pressed={known === choices.template}
            onClick={() => form.setFieldValue("template", known.name)}
          >
            <TemplatePreview template={known.name} width={4} height={3} colours={colours} headline="Aa" text="" small />
            <b>{known.title}</b>
            <span>{known.description}</span>
          </button>
        ))}
      </div>
      {form.errors.template ? <p className={classes.error}>{form.errors.template}</p> : null}
    </div>
  );
}

export function SizeChoice({ form, choices }: { form: Form; choices: RenderChoices }) {
  return (
    <div>
      <Text fw={500} mb={6}>
        Size
      </Text>
      <ChipGroup label="Size" wrap>
        {choices.sizes.map((known) => (
          <Chip
            key={sizeName(known)}
            pressed={sizeName(known) === sizeName(choices.size)}
            onClick={() => form.setFieldValue("size", sizeName(known))}
          >
            {known.title} {known.width} × {known.height}
          </Chip>
        ))}
      </ChipGroup>
    </div>
  );
}

export function PictureChoice({ form, thumb: Shown, picker: Choose }: { form: Form; thumb: Thumb; picker: Picker }) {
  const [picking, setPicking] = useState(false);
  const { images } = form.values;
  return (
    <div>
      <Text fw={500} mb={6}>
        Pictures
      </Text>
      <div className={classes.images}>
        {images.map((assetId) => (
          <span key={assetId} className={classes.image}>
            <Shown assetId={assetId} alt="" />
            <button
              type="button"
              aria-label="Remove picture"
              onClick={() =>
                form.setFieldValue(
                  "images",
                  images.filter((other) => other !== assetId),
                )
              }
            >
              <X size={13} />
            </button>
          </span>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<ImagePlus size={14} aria-hidden />}
          onClick={() => setPicking(true)}
        >
          Choose from library
        </Button>
      </div>
      {form.errors.images ? <p className={classes.error}>{form.errors.images}</p> : null}
      {picking ? (
        <Choose
          type="image"
          close={() => setPicking(false)}
          onPick={(assetId) => {
            setPicking(false);
            form.setFieldValue("images", [...new Set([...images, assetId])]);
          }}
        />
      ) : null}
    </div>
  );
}
