import { Button, Group, SimpleGrid, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type ReactNode, useEffect, useRef } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, Strategy } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { EditorNotices, SaveButton, useEditor } from "@/ui/ItemEditor";
import { useCostlySave } from "@/ui/lostApprovals";
import { Panel } from "@/ui/Page";
import { type Field, fields } from "./fields";
import { AdsFields, Cadence, Goals, Pillars, Platforms } from "./parts";
import classes from "./strategy.module.css";
import { detailsOf, type Values, valuesOf } from "./values";

interface StrategyFormProps {
  campaign: Campaign;
  /** The version it starts from; what it does not show of it is carried on. */
  from: Partial<Strategy>;
  newest: number | undefined;
  focus: string | undefined;
  done: (version: number) => void;
  cancel: () => void;
}

export function StrategyForm({ campaign, from, newest, focus, done, cancel }: StrategyFormProps) {
  const form = useForm<Values>({ initialValues: valuesOf(from) });
  const element = useRef<HTMLFormElement>(null);
  const { errors } = form;
  const edited = useEditor({
    id: "strategy",
    form,
    version: newest,
    current: form.getInitialValues(),
    run: (values) =>
      take(
        api.POST("/api/campaigns/{id}/strategies", {
          params: { path: { id: campaign.id } },
          body: detailsOf(values, from),
        }),
      ),
    stale: [keys.campaign(campaign.id)],
    done: ({ version, complete }) =>
      complete ? `Version ${version} saved.` : `Version ${version} saved. Some fields are still missing.`,
    onDone: ({ version }) => done(version),
  });
  const save = useCostlySave("createStrategy", edited.save, () => ({
    ...detailsOf(form.values, from),
    id: campaign.id,
  }));
  const editor = { ...edited, save, submit: form.onSubmit(() => save.mutate(undefined)) };

  useEffect(() => {
    const part = element.current?.querySelector(`[data-field="${focus ?? "goals"}"]`);
    const field = part?.querySelector<HTMLElement>("input, textarea, button");
    if (focus) part?.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  }, [focus]);

  return (
    <Panel
      title={newest ? `New version, based on version ${from.version ?? newest}` : "New strategy"}
      aside={
        <Group gap={6} wrap="nowrap">
          <Button size="xs" variant="default" onClick={cancel}>
            Cancel
          </Button>
          <SaveButton editor={editor} label="Save strategy" size="xs" />
        </Group>
      }
    >
      <CheckedForm id={editor.id} form={form} ref={element} onSubmit={editor.submit}>
        <Stack gap="lg">
          <EditorNotices editor={editor} />
          <Part field="goals" error={errors.goals}>
            <Goals form={form} />
          </Part>
          <Part field="targetAudience" error={errors.targetAudience}>
            <Textarea
              aria-label="Audience"
              placeholder="Commuters who work in trains and cafés, 25 to 40, tired of noise."
              autosize
              minRows={3}
              maxRows={12}
              {...form.getInputProps("audience")}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="sm">
              <TextInput label="Age" placeholder="25 to 40" {...form.getInputProps("age")} />
              <TagsInput label="Locations" placeholder="Berlin, then Enter" {...form.getInputProps("locations")} />
              <TagsInput label="Interests" placeholder="Music, then Enter" {...form.getInputProps("interests")} />
              <TagsInput label="Languages" placeholder="de, then Enter" {...form.getInputProps("languages")} />
            </SimpleGrid>
          </Part>
          <Part field="platforms" error={errors.platforms}>
            <Platforms form={form} />
          </Part>
          <Part field="contentPillars" error={errors.contentPillars}>
            <Pillars form={form} />
          </Part>
          <Part field="brandTone" error={errors.brandTone}>
            <Textarea
              aria-label="Tone"
              placeholder="Calm, exact, a little dry. We say “you”, never “users”."
              autosize
              minRows={2}
              maxRows={10}
              {...form.getInputProps("brandTone")}
            />
          </Part>
          <Part field="cadence" error={errors.cadence}>
            <Cadence form={form} />
          </Part>
          <Part field="constraints" error={errors.constraints}>
            <Textarea
              aria-label="Constraints"
              placeholder="No health claims. No competitor's name."
              autosize
              minRows={2}
              maxRows={10}
              {...form.getInputProps("constraints")}
            />
          </Part>
          <Part field="adsConfig" error={errors.adsConfig}>
            <AdsFields form={form} />
          </Part>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
            <SaveButton editor={editor} label="Save strategy" />
          </Group>
        </Stack>
      </CheckedForm>
    </Panel>
  );
}

function Part({ field, error, children }: { field: Field; error?: ReactNode; children: ReactNode }) {
  const about = fields.find(({ name }) => name === field);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div data-field={field} role="group" aria-labelledby={`strategy-${field}`} className={classes.field}>
      <div className={classes.fieldHead}>
        <p id={`strategy-${field}`}>{about?.label}</p>
        <small>{about?.hint}</small>
      </div>
      <div>
        {children}
        {error ? <p className={classes.error}>{error}</p> : null}
      </div>
    </div>
  );
}
