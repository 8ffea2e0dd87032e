import { Button, Group, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ReactNode } from "react";
import type { Campaign } from "@/contract/types";
import { type Checkable, CheckedForm } from "./CheckedForm";
import { Editing } from "./Editing";
import classes from "./editor.module.css";
import { useFormWrite } from "./Form";
import { Page } from "./Page";
import { FormProblem } from "./States";
import { useAutosave } from "./useAutosave";
import { useFormHistory } from "./useFormHistory";
import { useFresh } from "./useFresh";
import type { Write } from "./useWrite";

interface EditorSpec<Values extends Record<string, unknown>, Out> extends Omit<Write<void, Out>, "run"> {
  /** The id of its form, for buttons outside of it and for Ctrl+S. */
  id: string;
  form: UseFormReturnType<Values>;
  /** The version on the server and what it holds, as the form would show it. */
  version: number | undefined;
  current: Values;
  /** Sends what was typed, with the version it was typed over. */
  run: (values: Values, version: { version?: number }) => Promise<Out>;
  rename?: Record<string, string>;
  inside?: readonly string[];
  /** Saves a moment after typing, once this is true of the values. */
  auto?: (values: Values) => boolean;
}

/** What every editor has: its form kept fresh over what others change, and one write that says when two meet. */
export function useEditor<Values extends Record<string, unknown>, Out>(spec: EditorSpec<Values, Out>) {
  const { id, form, version, current, run, auto, ...write } = spec;
  const fresh = useFresh(form, version, current);
  const save = useFormWrite<Values, void, Out>(form, {
    ...write,
    run: async () => {
      const sent = form.getValues();
      const saved = await run(sent, fresh.version === undefined ? {} : { version: fresh.version });
      form.setInitialValues(sent);
      form.resetDirty(sent);
      form.clearErrors();
      const { version: now } = saved as { version?: number };
      if (now !== undefined) fresh.saved(now);
      return saved;
    },
  });
  const dirty = form.isDirty();
  const ready = dirty && !fresh.overtaken && Boolean(auto?.(form.values));
  useAutosave({ values: form.values, ready, save });
  const flush = auto
    ? () =>
        form.isDirty() && auto(form.getValues())
          ? save.mutateAsync().then(
              () => true,
              () => false,
            )
          : Promise.resolve(!form.isDirty())
    : undefined;
  const history = useFormHistory(form, fresh.version);
  return { id, form, fresh, save, dirty, flush, history, submit: form.onSubmit(() => save.mutate()) };
}

export type Editor = Pick<ReturnType<typeof useEditor>, "id" | "fresh" | "dirty" | "flush" | "history"> & {
  form: Checkable;
  save: { isPending: boolean; error: unknown };
  submit: React.FormEventHandler<HTMLFormElement>;
};

interface SaveProps {
  editor: Editor;
  label: string;
  disabled?: boolean;
  size?: "xs";
}

export function SaveButton({ editor, label, disabled, size }: SaveProps) {
  return (
    <Button type="submit" form={editor.id} loading={editor.save.isPending} disabled={disabled} size={size}>
      {label}
    </Button>
  );
}

/** Another's change and the server's refusal, above the fields; asks before something typed is left. */
export function EditorNotices({ editor }: { editor: Editor }) {
  return (
    <>
      <Editing form={editor.id} dirty={editor.dirty} fresh={editor.fresh} flush={editor.flush} />
      {editor.fresh.overtaken ? null : <FormProblem error={editor.save.error} />}
    </>
  );
}

/** The way back to a page of the campaign. */
export function crumbsOf(campaign: Campaign, tab: "content" | "email" | "schedule") {
  return [
    { label: "Campaigns", to: "/campaigns" },
    { label: campaign.name, to: `/campaigns/${campaign.id}/${tab}` },
  ];
}

interface ItemEditorProps {
  editor: Editor;
  title: string;
  crumbs: { label: string; to: string }[];
  beside?: ReactNode;
  /** Buttons around the one that saves. */
  actions?: ReactNode;
  menu?: ReactNode;
  /** The button that saves; without it the editor only shows. */
  save?: ReactNode;
  /** Before the form, on the left. */
  before?: ReactNode;
  /** After the form, on the left. */
  after?: ReactNode;
  /** When and to whom, and what else belongs to it, on the right. */
  side: ReactNode;
  /** The side is wider and no part of the form: it has forms of its own. */
  sideApart?: boolean;
  children: ReactNode;
}

/** Something that is written: the words on the left, what goes with them on the right. */
export function ItemEditor(props: ItemEditorProps) {
  const { editor, title, crumbs, beside, actions, menu, save, before, after, side, sideApart, children } = props;
  const form = { id: editor.id, form: editor.form, onSubmit: editor.submit };
  const fields = (
    <Stack gap="md" miw={0}>
      <EditorNotices editor={editor} />
      {children}
    </Stack>
  );
  const beyond = (
    <Stack gap="md" miw={0}>
      {side}
      <Group justify="flex-end" hiddenFrom="sm">
        {save}
      </Group>
    </Stack>
  );
  return (
    <Page
      title={title}
      crumbs={crumbs}
      beside={beside}
      actions={
        <>
          {actions}
          {save}
          {menu}
        </>
      }
    >
      {sideApart ? (
        <div className={classes.editor} data-wide>
          <Stack gap="md" miw={0}>
            {before}
            <CheckedForm {...form}>{fields}</CheckedForm>
            {after}
          </Stack>
          {beyond}
        </div>
      ) : (
        <CheckedForm {...form} className={classes.editor}>
          {fields}
          {beyond}
        </CheckedForm>
      )}
    </Page>
  );
}
