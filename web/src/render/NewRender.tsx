import {
  Button,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { RenderProvider } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { useFormWrite } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { Page, Panel } from "@/ui/Page";
import { Bone, FormProblem, Loaded } from "@/ui/States";
import { useBrandColours } from "./brandColours";
import { campaignsToRender, providersQuery } from "./queries";
import { type Picker, PictureChoice, SizeChoice, TemplateChoice, type Thumb } from "./RenderChoices";
import classes from "./render.module.css";
import { choicesOf, type RenderValues, renderRequest, renderValues } from "./renderRequest";
import { TemplatePreview } from "./TemplatePreview";

interface NewRenderProps {
  campaignId: string | undefined;
  creativeId: string | undefined;
  /** What the creative says, to begin with. */
  words: { headline: string; text: string };
  thumb: Thumb;
  picker: Picker;
}

type RenderFormProps = NewRenderProps & { providers: RenderProvider[] };

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

function RenderForm({ providers, campaignId, creativeId, words, thumb: Thumb, picker }: RenderFormProps) {
  const router = useRouter();
  const campaigns = useQuery({ ...campaignsToRender, enabled: !campaignId });
  const form = useForm<RenderValues>({ initialValues: renderValues(campaignId, words) });
  const { values } = form;
  const colours = useBrandColours(values.campaignId);
  const choices = choicesOf(values, providers);
  const { able, provider, template, size, byTemplate } = choices;
  const make = useFormWrite(form, {
    run: (given: RenderValues) =>
      take(api.POST("/api/render-jobs/create", { body: renderRequest(given, choices, creativeId) })),
    inside: ["params"],
    rename: { params: "template" },
    stale: [keys.renders],
    done: "Queued.",
    onDone: ({ id }) => router.navigate({ to: "/renders", search: { id } }),
  });

  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((given) => make.mutate(given))} className={classes.maker}>
      <Panel>
        <Stack gap="md">
          <FormProblem error={make.error} />
          {campaignId ? null : (
            <Select
              label="Campaign"
              placeholder="Choose a campaign"
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
          {byTemplate ? (
            <>
              <TemplateChoice form={form} choices={choices} colours={colours} />
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
          <SizeChoice form={form} choices={choices} />
          <PictureChoice form={form} thumb={Thumb} picker={picker} />
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
              label="Variation number"
              description="Reuse a number to get the same result."
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
              colours={colours}
              headline={values.headline || (byTemplate ? "Your headline" : values.prompt)}
              text={values.text}
              cta={values.cta}
              attribution={values.attribution}
              picture={values.images[0] ? <Thumb assetId={values.images[0]} alt="" /> : undefined}
            />
          </div>
          <p className={classes.note}>Approximate layout. The final result may differ.</p>
        </Panel>
      </div>
    </CheckedForm>
  );
}
