import { Stack } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import type { LinkProps } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { problemOf } from "@/contract/problem";
import type { Campaign } from "@/contract/types";
import { CheckedForm } from "./CheckedForm";
import classes from "./editor.module.css";
import { FocusFrame } from "./FocusFrame";
import { clock, ownZone } from "./format";
import { type Editor, EditorNotices } from "./ItemEditor";
import { UndoButtons } from "./UndoButtons";

interface FocusEditorProps {
  editor: Editor;
  readOnly: boolean;
  campaign: Campaign;
  title: string;
  /** The state, after the title. */
  beside?: ReactNode;
  middle?: ReactNode;
  actions?: ReactNode;
  left?: { label: string; content: ReactNode };
  /** As readers will see it. */
  preview: ReactNode;
  wide?: boolean;
  foot?: ReactNode;
  children: ReactNode;
}

export function contentOf(campaign: Pick<Campaign, "id">): LinkProps {
  return { to: "/campaigns/$campaignId/content", params: { campaignId: campaign.id } };
}

/** An item in the full screen, with its words in the middle and their preview on the right. It saves by itself. */
export function FocusEditor(props: FocusEditorProps) {
  const { editor, readOnly, campaign, title, beside, left, preview, foot, children } = props;
  useHotkeys(
    readOnly
      ? []
      : [
          ["mod+z", () => editor.history.undo?.()],
          ["mod+shift+z", () => editor.history.redo?.()],
          ["mod+y", () => editor.history.redo?.()],
        ],
    [],
    true,
  );
  return (
    <CheckedForm id={editor.id} form={editor.form} onSubmit={editor.submit} className={classes.focus}>
      <FocusFrame
        title={title}
        above={`${campaign.name} / Content`}
        back={contentOf(campaign)}
        beside={
          <>
            {beside}
            {readOnly ? null : <Saved editor={editor} />}
          </>
        }
        middle={readOnly ? props.middle : <UndoButtons {...editor.history} />}
        actions={props.actions}
        left={left}
        right={{ label: "Preview", content: <div className={classes.previewPane}>{preview}</div> }}
        wide={props.wide}
        label={readOnly ? "Text" : "Write"}
        bar={foot}
      >
        <Stack gap="md" className={classes.words}>
          <EditorNotices editor={editor} />
          {children}
        </Stack>
      </FocusFrame>
    </CheckedForm>
  );
}

/** When it was saved, or that it is not. */
function Saved({ editor: { dirty, save } }: { editor: Editor }) {
  const [at, setAt] = useState<string>();
  const failed = Boolean(save.error);
  const unsaved = dirty || save.isPending;
  const [wrote, setWrote] = useState(false);
  useEffect(() => {
    if (save.isPending) setWrote(true);
    else if (wrote && !failed) setAt(clock(new Date(), ownZone));
  }, [save.isPending, wrote, failed]);
  const words =
    failed && dirty ? "Not saved" : save.isPending ? "Saving…" : unsaved ? "Unsaved" : at ? `Saved ${at}` : "";
  return (
    <span
      className={classes.saved}
      data-tone={failed && dirty ? "bad" : undefined}
      aria-live="polite"
      title={failed ? problemOf(save.error).detail : undefined}
    >
      {words}
    </span>
  );
}
