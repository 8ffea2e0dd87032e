import {
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { ImagePlus, X } from "lucide-react";
import { type ComponentType, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { fieldErrors, problemOf } from "@/contract/problem";
import type { NewRenderJob, RenderProvider } from "@/contract/types";
import { humanise } from "@/ui/format";
import { Page, Panel } from "@/ui/Page";
import { Bone, FormProblem, Loaded } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";
import { providersQuery } from "./queries";
import classes from "./render.module.css";
import { TemplatePreview } from "./TemplatePreview";

interface NewRenderProps {
  campaignId: string | undefined;
  creativeId: string | undefined;
  /** What the creative says, to begin with. */
  words: { headline: string; text: string };
  thumb: ComponentType<{ assetId: string; alt: string }>;
  picker: ComponentType<{ type: "image" | "video"; close: () => void; onPick: (assetId: string) => void }>;
}

export function NewRender(props: NewRenderProps) {
  const providers = useQuery(providersQuery);
  return (
    <Page title="Create visual" crumbs={[{ label: "Studio", to: "/renders" }]}>
      <Loaded query={providers} skeleton={<Bone height={420} />}>
        {({ items }) => <RenderForm providers={items} {...props} />}
      </Loaded>
    </Page>
  );
}

function RenderForm({
  providers,
  campaignId,
  creativeId,
  words,
  thumb: Thumb,
  picker: Picker,
}: NewRenderProps & { providers: RenderProvider[] }) {
  const router = useRouter();
  const [picking, setPicking] = useState(false);
  const campaigns = useQuery({
    queryKey: [...keys.campaigns, "to-render"],
    queryFn: () => take(api.GET("/api/campaigns", { params: { query: { limit: 100, sort: "-updatedAt" } } })),
    enabled: !campaignId,
  });
  const form = useForm({
    initialValues: {
      campaignId: campaignId ?? (null as string | null),
      type: "image" as "image" | "video",
      provider: "local",
      model: null as string | null,
      template: "",
      headline: words.headline,
      text: words.text,
      cta: "",
      attribution: "",
      prompt: "",
      size: "",
      durationSeconds: 6 as number | string,
      seed: "" as number | string,
      images: [] as string[],
    },
  });
  const { values } = form;
  const able = providers.filter(({ canRender }) => canRender.includes(values.type));
  const provider = able.find(({ name }) => name === values.provider) ?? able[0];
  const templates = provider?.templates ?? [];
  const template = templates.find(({ name }) => name === values.template) ?? templates[0];
  const sizes = provider?.sizes ?? [];
  const size = sizes.find((known) => nameOf(known) === values.size) ??
    sizes[0] ?? { width: 1080, height: 1080, title: "" };
  const isLocal = templates.length > 0;

  const make = useWrite({
    run: () => {
      const { headline, text, cta, attribution, prompt, images, seed, durationSeconds } = values;
      const given = Object.fromEntries(
        Object.entries(isLocal ? { headline, text, cta, attribution } : { prompt }).filter(([, value]) => value.trim()),
      );
      return take(
        api.POST("/api/render-jobs/create", {
          body: {
            campaignId: values.campaignId ?? "",
            ...(creativeId ? { creativeId } : {}),
            type: values.type,
            ...(provider ? { provider: provider.name } : {}),
            ...(values.model ? { model: values.model } : {}),
            params: {
              ...given,
              ...(isLocal && template ? { template: template.name } : {}),
              width: size.width,
              height: size.height,
              ...(images.length > 0 ? { images } : {}),
              ...(values.type === "video" ? { durationSeconds: Number(durationSeconds) || 6 } : {}),
              ...(seed === "" ? {} : { seed: Number(seed) }),
            },
          } as NewRenderJob,
        }),
      );
    },
    stale: [keys.renders],
    done: "Queued.",
    onDone: ({ id }) => router.navigate({ to: "/renders", search: { id } }),
    onRefused: (error) => {
      const { params, ...errors } = fieldErrors(error);
      const inParams = Object.entries(problemOf(error).errors ?? {})
        .filter(([path]) => path.startsWith("params."))
        .map(([path, message]) => [path.slice("params.".length).replace(/[[.].*$/, ""), message]);
      form.setErrors({ ...errors, ...(params ? { template: params } : {}), ...Object.fromEntries(inParams) });
    },
  });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
      className={classes.maker}
    >
      <Panel>
        <Stack gap="md">
          <FormProblem error={make.error} />
          {campaignId ? null : (
            <Select
              label="Campaign"
              placeholder="Which campaign is it for?"
              searchable
              required
              withAsterisk={false}
              data={(campaigns.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps("campaignId")}
            />
          )}
          <SegmentedControl
            aria-label="Type"
            fullWidth
            data={[
              { value: "image", label: "Picture" },
              { value: "video", label: "Video" },
            ]}
            {...form.getInputProps("type")}
          />
          {able.length > 1 ? (
            <Select
              label="Renderer"
              description={provider?.note}
              allowDeselect={false}
              data={able.map(({ name, title, configured }) => ({
                value: name,
                label: configured ? title : `${title} (not connected)`,
                disabled: !configured,
              }))}
              value={provider?.name ?? null}
              onChange={(name) => name && form.setFieldValue("provider", name)}
            />
          ) : null}
          {provider && provider.models.length > 0 ? (
            <Select
              label="Model"
              clearable
              placeholder="Default"
              data={provider.models}
              {...form.getInputProps("model")}
            />
          ) : null}
          {isLocal ? (
            <>
              <div>
                <Text fw={500} mb={6} id="render-template">
                  Template
                </Text>
                {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
                <div className={classes.templates} role="group" aria-labelledby="render-template">
                  {templates.map((known) => (
                    <button
                      key={known.name}
                      type="button"
                      className={classes.template}
                      aria-pressed={known === template}
                      onClick={() => form.setFieldValue("template", known.name)}
                    >
                      <TemplatePreview template={known.name} width={4} height={3} headline="Aa" text="" small />
                      <b>{known.title}</b>
                      <span>{known.description}</span>
                    </button>
                  ))}
                </div>
                {form.errors.template ? <p className={classes.error}>{form.errors.template}</p> : null}
              </div>
              <TextInput
                label={template?.name === "figure" ? "Figure" : "Headline"}
                {...form.getInputProps("headline")}
              />
              <Textarea label="Text" autosize minRows={2} maxRows={8} {...form.getInputProps("text")} />
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                <TextInput label="Call to action" {...form.getInputProps("cta")} />
                <TextInput label="Attribution" placeholder="Name, role" {...form.getInputProps("attribution")} />
              </SimpleGrid>
            </>
          ) : (
            <Textarea
              label="Prompt"
              description="Describe what to show."
              autosize
              minRows={4}
              maxRows={12}
              {...form.getInputProps("prompt")}
            />
          )}
          <div>
            <Text fw={500} mb={6} id="render-size">
              Size
            </Text>
            {/* biome-ignore lint/a11y/useSemanticElements: as above */}
            <div className={`${ui.chips} ${classes.sizes}`} role="group" aria-labelledby="render-size">
              {sizes.map((known) => (
                <button
                  key={nameOf(known)}
                  type="button"
                  className={ui.chip}
                  aria-pressed={nameOf(known) === nameOf(size)}
                  onClick={() => form.setFieldValue("size", nameOf(known))}
                >
                  {known.title} {known.width} × {known.height}
                </button>
              ))}
            </div>
          </div>
          <div>
            <Text fw={500} mb={6}>
              Pictures
            </Text>
            <div className={classes.images}>
              {values.images.map((assetId) => (
                <span key={assetId} className={classes.image}>
                  <Thumb assetId={assetId} alt="" />
                  <button
                    type="button"
                    aria-label="Remove picture"
                    onClick={() =>
                      form.setFieldValue(
                        "images",
                        values.images.filter((other) => other !== assetId),
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
          </div>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {values.type === "video" ? (
              <NumberInput
                label="Length"
                suffix=" s"
                min={1}
                max={60}
                hideControls
                {...form.getInputProps("durationSeconds")}
              />
            ) : null}
            <NumberInput
              label="Seed"
              description="The same seed gives the same result."
              placeholder="Random"
              hideControls
              {...form.getInputProps("seed")}
            />
          </SimpleGrid>
          <Group justify="flex-end">
            <Button type="submit" loading={make.isPending} disabled={!values.campaignId}>
              Create {values.type === "image" ? "picture" : "video"}
            </Button>
          </Group>
        </Stack>
      </Panel>
      <div className={classes.aside}>
        <Panel title="Preview" aside={<span className={classes.note}>{template ? humanise(template.name) : ""}</span>}>
          <div className={classes.stage}>
            <TemplatePreview
              template={template?.name ?? "announcement"}
              width={size.width}
              height={size.height}
              headline={values.headline || (isLocal ? "Your headline" : values.prompt)}
              text={values.text}
              cta={values.cta}
              attribution={values.attribution}
              picture={values.images[0] ? <Thumb assetId={values.images[0]} alt="" /> : undefined}
            />
          </div>
          <p className={classes.note}>Approximate layout. The final result may differ.</p>
        </Panel>
      </div>
      {picking ? (
        <Picker
          type="image"
          close={() => setPicking(false)}
          onPick={(assetId) => {
            setPicking(false);
            form.setFieldValue("images", [...new Set([...values.images, assetId])]);
          }}
        />
      ) : null}
    </form>
  );
}

function nameOf({ width, height }: { width: number; height: number }) {
  return `${width}x${height}`;
}
