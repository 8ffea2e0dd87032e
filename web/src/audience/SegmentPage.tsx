import { Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { UserSearch } from "lucide-react";
import { useMemo } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { segmentsQuery } from "@/contract/queries";
import type { Segment } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { ItemEditor, SaveButton, useEditor } from "@/ui/ItemEditor";
import { useCostlySave } from "@/ui/lostApprovals";
import { Page } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { segmentActions } from "./actions";
import { contactsQuery } from "./queries";
import { RuleBuilder } from "./RuleBuilder";
import { newGroup, readRules, writeRules } from "./rules";
import { SegmentPreview } from "./SegmentPreview";

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

/** The attributes of the newest contacts. */
function useAttributes() {
  const contacts = useInfiniteQuery(contactsQuery({}));
  return useMemo(() => {
    const newest = contacts.data?.pages[0]?.items ?? [];
    return [...new Set(newest.flatMap(({ attributes }) => Object.keys(attributes ?? {})))].sort();
  }, [contacts.data]);
}

function SegmentEditor({ segment }: { segment?: Segment }) {
  const attributes = useAttributes();
  const router = useRouter();
  const current = useMemo(() => valuesOf(segment), [segment]);
  const form = useForm({ initialValues: current });
  const bound = useActions(segmentActions, segment);
  useOffer(bound);
  const rules = writeRules(form.values.rules);
  const edited = useEditor({
    id: "segment",
    form,
    version: segment?.version,
    current,
    run: async ({ name }, version) => {
      if (!rules) throw new Error("Complete all rules first.");
      return take(
        segment
          ? api.PATCH("/api/email/segments/{id}", {
              params: { path: { id: segment.id } },
              body: { name, rules, ...version } as never,
            })
          : api.POST("/api/email/segments", { body: { name, rules } }),
      );
    },
    stale: [keys.segments, keys.contacts],
    done: "Saved.",
    onDone: ({ id }) => {
      if (!segment) router.navigate({ to: "/audience/segments/$segmentId", params: { segmentId: id }, replace: true });
    },
  });
  const costly = useCostlySave("changeSegment", edited.save, () => ({
    id: segment?.id,
    name: form.values.name,
    rules,
  }));
  const save = segment ? costly : edited.save;
  const editor = { ...edited, save, submit: form.onSubmit(() => save.mutate(undefined)) };
  return (
    <ItemEditor
      editor={editor}
      title={segment?.name ?? "New segment"}
      crumbs={crumbs}
      actions={<ActionButton action={pick(bound, "openSegment")[0]} />}
      save={
        <SaveButton
          editor={editor}
          label={segment ? "Save" : "Create segment"}
          disabled={!rules || (Boolean(segment) && !editor.dirty)}
        />
      }
      menu={<ActionMenu actions={without(bound, "openSegment")} />}
      side={<SegmentPreview rules={rules} />}
    >
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
        <RuleBuilder
          attributes={attributes}
          group={form.values.rules}
          onChange={(next) => form.setFieldValue("rules", next)}
        />
        {form.errors.rules ? (
          <Text size="xs" c="var(--mantine-color-error)" mt={6} role="alert">
            {form.errors.rules}
          </Text>
        ) : null}
      </div>
    </ItemEditor>
  );
}
