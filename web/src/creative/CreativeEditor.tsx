import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type ReactNode, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, Creative } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { crumbsOf, ItemEditor, SaveButton, useEditor } from "@/ui/ItemEditor";
import { Status, Tag } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import { creativeActions } from "./actions";
import { type AssetPicker, CreativeMedia, type Studio } from "./CreativeMedia";
import { Parts } from "./CreativeParts";
import { CreativeBrief, CreativePreview } from "./CreativeSide";
import { composed, placeOf, type WordPart } from "./components";
import { changesOf, valuesOf } from "./creativeValues";
import { Revisions } from "./Revisions";
import { Rewrite } from "./Rewrite";
import { TextTools } from "./TextTools";
import type { Thumb } from "./Thumb";

interface CreativeEditorProps {
  campaign: Campaign;
  creative: Creative;
  thumb: Thumb;
  picker: AssetPicker;
  studio: Studio;
  /** What its posts achieved. */
  results: ReactNode;
}

export function CreativeEditor({ campaign, creative, thumb: Thumb, picker, studio, results }: CreativeEditorProps) {
  const [{ show }, change] = useAddress<{ show?: "rewrite" }>();
  const bound = useActions(creativeActions, creative);
  useOffer(bound);
  const readOnly = !creative.can.includes("changeCreative");
  const [rewriting, setRewriting] = useState<WordPart[]>(["caption"]);
  const [seenOn, setSeenOn] = useState<string>(creative.platform ?? (creative.kind === "email" ? "email" : "linkedin"));
  const form = useForm({ initialValues: valuesOf(creative) });
  const { name: _name, brief: _brief, ...components } = form.values;
  const editor = useEditor({
    id: "creative",
    form,
    version: creative.version,
    current: valuesOf(creative),
    run: (values, version) =>
      take(
        api.PATCH("/api/creatives/{id}", {
          params: { path: { id: creative.id } },
          body: { ...changesOf(values, creative), ...version },
        }),
      ),
    inside: ["components"],
    stale: [keys.campaign(campaign.id)],
    done: ({ revision }) => `Saved as revision ${revision}.`,
  });
  const platform = creative.platform ?? seenOn;
  const rewrite = (part: WordPart) => {
    setRewriting([part]);
    change({ show: "rewrite" }, { keepHistory: true });
  };

  return (
    <ItemEditor
      editor={editor}
      crumbs={crumbsOf(campaign, "content")}
      title={creative.name}
      beside={
        <>
          {creative.status === "archived" ? <Status value="archived" /> : null}
          <Tag>{placeOf(creative)}</Tag>
        </>
      }
      actions={<ActionButton action={pick(bound, "planCreative")[0]} />}
      save={readOnly ? null : <SaveButton editor={editor} label="Save" disabled={!editor.dirty} />}
      menu={<ActionMenu actions={without(bound, "planCreative")} />}
      before={
        show === "rewrite" ? (
          <Rewrite
            creative={creative}
            parts={rewriting}
            choose={setRewriting}
            dirty={editor.dirty}
            close={() => change({ show: undefined })}
          />
        ) : null
      }
      after={
        readOnly || creative.kind === "email" ? null : (
          <TextTools
            platform={platform}
            text={composed({ caption: components.caption })}
            use={(text) => form.setFieldValue("caption", text)}
          />
        )
      }
      sideApart
      side={
        <>
          <CreativePreview
            creative={creative}
            components={components}
            platform={platform}
            setPlatform={setSeenOn}
            thumb={Thumb}
          />
          {results}
          <CreativeMedia creative={creative} readOnly={readOnly} thumb={Thumb} picker={picker} studio={studio} />
          <CreativeBrief creative={creative} form={form} readOnly={readOnly} />
          <Revisions creative={creative} />
        </>
      }
    >
      <TextInput label="Name" readOnly={readOnly} required withAsterisk={false} {...form.getInputProps("name")} />
      <Parts creative={creative} form={form} platform={platform} readOnly={readOnly} rewrite={rewrite} />
    </ItemEditor>
  );
}
