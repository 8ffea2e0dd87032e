import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { UserSearch } from "lucide-react";
import { useMemo } from "react";
import { api, take } from "@/contract/api";
import { fieldErrors, problemOf } from "@/contract/problem";
import { segmentsQuery } from "@/contract/queries";
import type { Rules, Segment } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { Initials } from "@/ui/Bits";
import { Editing } from "@/ui/Editing";
import { Page, Panel } from "@/ui/Page";
import { Bone, BoneRows, Empty, Failed, FormProblem, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { useFresh } from "@/ui/useFresh";
import { useWrite } from "@/ui/useWrite";
import { segmentActions } from "./actions";
import classes from "./audience.module.css";
import { calledOf, nameOf } from "./names";
import { segmentPreviewQuery } from "./queries";
import { RuleBuilder } from "./RuleBuilder";
import { inWords, newGroup, readRules, writeRules } from "./rules";

const route = getRouteApi("/shell/audience/segments/$segmentId");
const crumbs = [
  { label: "Audience", to: "/audience" },
  { label: "Segments", to: "/audience/segments" },
];

export function SegmentPage() {
  const { segmentId } = route.useParams();
  const segments = useQuery(segmentsQuery);
  const skeleton = (
    <Page title="Segment" crumbs={crumbs}>
      <BoneRows count={5} />
    </Page>
  );
  if (segmentId === "new") return <SegmentEditor />;
  return (
    <Loaded query={segments} skeleton={skeleton}>
      {({ items }) => {
        const segment = items.find(({ id }) => id === segmentId);
        return segment ? (
          <SegmentEditor key={segment.id} segment={segment} />
        ) : (
          <Page title="Segment" crumbs={crumbs}>
            <Empty
              icon={UserSearch}
              title="Not found"
              text="This segment doesn't exist, was archived, or belongs to another workspace."
            />
          </Page>
        );
      }}
    </Loaded>
  );
}

function valuesOf(segment?: Segment) {
  return { name: segment?.name ?? "", rules: segment ? readRules(segment.rules) : newGroup("all") };
}

function SegmentEditor({ segment }: { segment?: Segment }) {
  const router = useRouter();
  const first = useMemo(() => valuesOf(segment), [segment]);
  const form = useForm({ initialValues: first });
  const fresh = useFresh(form, segment?.version, first);
  const bound = useActions(segmentActions, segment);
  useOffer(bound);
  const rules = writeRules(form.values.rules);
  const save = useWrite({
    run: async ({ name }: typeof form.values) => {
      if (!rules) throw new Error("Complete every rule first.");
      const saved = await take(
        segment
          ? api.PATCH("/api/email/segments/{id}", {
              params: { path: { id: segment.id } },
              body: { name, rules, ...(fresh.version === undefined ? {} : { version: fresh.version }) } as never,
            })
          : api.POST("/api/email/segments", { body: { name, rules } }),
      );
      form.resetDirty();
      return saved;
    },
    stale: [["segments"], ["contacts"]],
    done: "Saved. If the rules changed, mailings to this segment need a new schedule approval.",
    onDone: ({ id }) => {
      if (!segment) router.navigate({ to: "/audience/segments/$segmentId", params: { segmentId: id }, replace: true });
    },
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  const dirty = form.isDirty();
  return (
    <Page
      title={segment?.name ?? "New segment"}
      crumbs={crumbs}
      actions={
        <>
          <ActionButton action={pick(bound, "openSegment")[0]} />
          <Button
            type="submit"
            form="segment"
            loading={save.isPending}
            disabled={!rules || (Boolean(segment) && !dirty)}
          >
            {segment ? "Save" : "Create segment"}
          </Button>
          <ActionMenu actions={without(bound, "openSegment")} />
        </>
      }
    >
      <form id="segment" onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <div className={classes.editor}>
          <Stack gap="md" miw={0}>
            <Editing form="segment" dirty={dirty} fresh={fresh} />
            {fresh.overtaken ? null : <FormProblem error={save.error} />}
            <TextInput
              label="Name"
              placeholder="Readers in Berlin who opened recently"
              required
              withAsterisk={false}
              size="md"
              {...form.getInputProps("name")}
            />
            <div>
              <Text fw={500} mb={6}>
                Rules
              </Text>
              <RuleBuilder group={form.values.rules} onChange={(next) => form.setFieldValue("rules", next)} />
              {form.errors.rules ? (
                <Text size="xs" c="var(--mantine-color-error)" mt={6} role="alert">
                  {form.errors.rules}
                </Text>
              ) : null}
            </div>
          </Stack>
          <Preview rules={rules} />
        </div>
      </form>
    </Page>
  );
}

/** Counts while rules are typed; what is not complete is said instead of guessed. */
function Preview({ rules }: { rules: Rules | undefined }) {
  const typed = useMemo(() => (rules ? JSON.stringify(rules) : ""), [rules]);
  const [asked] = useDebouncedValue(typed, 350);
  const parsed = useMemo(() => (asked ? (JSON.parse(asked) as Rules) : undefined), [asked]);
  const preview = useQuery({ ...segmentPreviewQuery(parsed ?? ({} as Rules)), enabled: parsed !== undefined });
  return (
    <Panel title="Matching contacts" padded={false}>
      {parsed === undefined ? (
        <div className={ui.panelBody}>
          <Text c="dimmed">Complete the rules to see matching contacts.</Text>
        </div>
      ) : preview.error && !preview.isFetching ? (
        problemOf(preview.error).errors?.rules ? (
          <div className={ui.panelBody}>
            <Notice tone="warn">{problemOf(preview.error).errors?.rules}</Notice>
          </div>
        ) : (
          <Failed error={preview.error} retry={() => preview.refetch()} />
        )
      ) : !preview.data ? (
        <div className={ui.panelBody}>
          <Bone height={44} />
        </div>
      ) : (
        <div aria-busy={preview.isFetching || asked !== typed} className={classes.preview}>
          <div className={classes.previewHead} aria-live="polite">
            <b>{preview.data.count.toLocaleString("en")}</b>
            <span>{preview.data.count === 1 ? "contact" : "contacts"}</span>
            <p>{inWords(parsed)}</p>
          </div>
          {preview.data.sample.length === 0 ? null : (
            <ul className={ui.rows}>
              {preview.data.sample.map((contact) => (
                <li key={contact.id} className={ui.row}>
                  <Initials name={calledOf(contact)} />
                  <span className={ui.rowMain}>
                    <span className={ui.rowTitle} style={{ display: "block" }}>
                      {calledOf(contact)}
                    </span>
                    {nameOf(contact) ? (
                      <span className={ui.rowNote} style={{ display: "block" }}>
                        {contact.email}
                      </span>
                    ) : null}
                  </span>
                  {contact.status === "active" ? null : <Status value={contact.status} />}
                </li>
              ))}
            </ul>
          )}
          {preview.data.count > preview.data.sample.length ? (
            <p className={classes.previewFoot}>
              {(preview.data.count - preview.data.sample.length).toLocaleString("en")} more, newest shown first
            </p>
          ) : null}
        </div>
      )}
    </Panel>
  );
}
