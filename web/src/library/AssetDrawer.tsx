import { ActionIcon, Button, Drawer, Group, Stack, Textarea, TextInput, Tooltip } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { api, readBytes, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { fieldErrors } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import type { Asset } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago, CopyIcon } from "@/ui/Bits";
import { CheckedForm } from "@/ui/CheckedForm";
import { TagsField } from "@/ui/fields";
import { bytes, humanise } from "@/ui/format";
import { Facts, Grow } from "@/ui/layout";
import { Bone, FormProblem, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { AssetFace, measures } from "./AssetFace";
import { Similar, Sizes, Uses } from "./AssetUses";
import { assetActions } from "./actions";
import { Film } from "./Film";
import classes from "./library.module.css";
import { Picture } from "./Picture";
import { assetQuery } from "./queries";

interface AssetDrawerProps {
  id: string;
  show: (id: string) => void;
  close: () => void;
}

/** One file of the library: what it is, where it is used, and what looks like it. */
export function AssetDrawer({ id, show, close }: AssetDrawerProps) {
  const asset = useQuery(assetQuery(id));
  return (
    <Drawer opened onClose={close} size={460} title="File">
      <Loaded
        query={asset}
        skeleton={
          <Stack gap="md">
            <Bone height={240} />
            <Bone height={32} />
            <Bone height={120} />
          </Stack>
        }
      >
        {(known) => <Details asset={known} show={show} />}
      </Loaded>
    </Drawer>
  );
}

function Details({ asset, show }: { asset: Asset; show: (id: string) => void }) {
  const me = useMe();
  const readOnly = !may(me, "content.write");
  const bound = useActions(assetActions, asset);
  const form = useForm({ initialValues: valuesOf(asset) });
  const save = useWrite({
    run: async (values: typeof form.values) => {
      const saved = await take(
        api.PUT("/api/campaign-assets/{id}", {
          params: { path: { id: asset.id } },
          body: { ...values, title: values.title || null, description: values.description || null },
        }),
      );
      form.resetDirty();
      return saved;
    },
    stale: [keys.assets],
    done: "Saved.",
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <Stack gap="lg">
      <Preview asset={asset} />
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Grow>
          <p className={classes.fileName}>{asset.assetName}</p>
          <p className={classes.cardNote}>
            {[humanise(asset.assetType), measures(asset), bytes(asset.fileSize)].filter(Boolean).join(" · ")}
          </p>
        </Grow>
        {asset.deletedAt ? <Tag tone="warn">Archived</Tag> : null}
        <DownloadButton asset={asset} />
        {readOnly ? null : <ActionMenu actions={bound} label="Actions for this file" />}
      </Group>
      <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="sm">
          <FormProblem error={save.error} />
          <TextInput label="Name" readOnly={readOnly} {...form.getInputProps("assetName")} />
          <TagsField readOnly={readOnly} {...form.getInputProps("tags")} />
          <TextInput label="Title" readOnly={readOnly} {...form.getInputProps("title")} />
          <Textarea
            label="Description"
            description="Describes the picture for people who can't see it."
            autosize
            minRows={2}
            maxRows={8}
            readOnly={readOnly}
            {...form.getInputProps("description")}
          />
          {form.isDirty() ? (
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => form.reset()}>
                Discard
              </Button>
              <Button type="submit" loading={save.isPending}>
                Save
              </Button>
            </Group>
          ) : null}
        </Stack>
      </CheckedForm>
      <Uses asset={asset} />
      <Sizes asset={asset} show={show} />
      <Similar asset={asset} show={show} />
      <section>
        <h3 className={classes.section}>About the file</h3>
        <Facts
          facts={[
            [
              "Added",
              <span key="added">
                <Ago at={asset.uploadedAt} />, {humanise(asset.source).toLowerCase()}
              </span>,
            ],
            ["Type", asset.mimeType],
            [
              "SHA-256",
              <span key="hash" className={classes.hash}>
                {asset.fileHash}
                <CopyIcon text={asset.fileHash} label="Copy the hash" />
              </span>,
            ],
          ]}
        />
      </section>
    </Stack>
  );
}

function valuesOf({ assetName, tags, title, description }: Asset) {
  return { assetName, tags, title: title ?? "", description: description ?? "" };
}

function Preview({ asset }: { asset: Asset }) {
  if (asset.assetType === "video") return <Film assetId={asset.id} label={asset.title || asset.assetName} />;
  return (
    <div className={classes.preview}>
      {asset.assetType === "image" ? (
        <Picture assetId={asset.id} alt={asset.description || asset.title || asset.assetName} rendition="preview" />
      ) : (
        <AssetFace asset={asset} />
      )}
    </div>
  );
}

function DownloadButton({ asset }: { asset: Asset }) {
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    const url = URL.createObjectURL(await readBytes(`/api/campaign-assets/${asset.id}/file`));
    const link = document.createElement("a");
    link.href = url;
    link.download = asset.assetName;
    link.click();
    URL.revokeObjectURL(url);
    setBusy(false);
  };
  return (
    <Tooltip label="Download">
      <ActionIcon size={32} variant="default" loading={busy} onClick={download} aria-label="Download">
        <Download size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
