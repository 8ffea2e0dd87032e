import { Button, Group, Modal, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Palette, Plus } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { may } from "@/contract/permissions";
import { fieldErrors } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import type { Brand } from "@/contract/types";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, FormProblem, Loaded } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";
import { ColorsField } from "./ColorsField";
import classes from "./identity.module.css";

export function Brands() {
  const canEdit = may(useMe(), "brand.write");
  const brands = useQuery({ queryKey: ["brands"], queryFn: () => take(api.GET("/api/brands")) });
  const [editing, setEditing] = useState<Brand | "new">();
  const add = canEdit ? (
    <Button leftSection={<Plus size={14} aria-hidden />} size="xs" variant="default" onClick={() => setEditing("new")}>
      New brand
    </Button>
  ) : null;
  return (
    <Panel title="Brands" padded={false} aside={brands.data?.items.length ? add : null}>
      <Loaded query={brands} skeleton={<BoneRows count={3} height={61} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={Palette}
              title="No brands yet"
              text="A brand sets colours, voice, and required or banned words."
            >
              {add}
            </Empty>
          ) : (
            <ul className={ui.rows}>
              {items.map((brand) => (
                <li key={brand.id}>
                  <button type="button" className={ui.row} disabled={!canEdit} onClick={() => setEditing(brand)}>
                    <span className={ui.rowMain}>
                      <span className={ui.rowTitle} style={{ display: "block" }}>
                        {brand.name}
                      </span>
                      <span className={ui.rowNote} style={{ display: "block" }}>
                        {brand.voice || brand.key}
                      </span>
                    </span>
                    <span className={ui.rowAside}>
                      {brand.colors.slice(0, 6).map((color) => (
                        <span key={color} className={classes.swatch} style={{ background: color }} />
                      ))}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Modal
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={editing === "new" ? "New brand" : "Edit brand"}
        size={560}
      >
        {editing ? (
          <BrandForm brand={editing === "new" ? undefined : editing} close={() => setEditing(undefined)} />
        ) : null}
      </Modal>
    </Panel>
  );
}

function BrandForm({ brand, close }: { brand: Brand | undefined; close: () => void }) {
  const form = useForm({
    initialValues: {
      name: brand?.name ?? "",
      voice: brand?.voice ?? "",
      colors: brand?.colors ?? [],
      bannedWords: brand?.bannedWords ?? [],
      requiredWords: brand?.requiredWords ?? [],
    },
  });
  const save = useWrite({
    run: (body: typeof form.values) =>
      brand
        ? take(api.PATCH("/api/brands/{id}", { params: { path: { id: brand.id } }, body }))
        : take(api.POST("/api/brands", { body: { ...body, fonts: [] } })),
    stale: [["brands"]],
    done: "Saved.",
    onDone: close,
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        <FormProblem error={save.error} />
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps("name")} />
        <Textarea
          label="Voice"
          description="How the brand sounds, in a sentence or two."
          autosize
          minRows={2}
          maxRows={6}
          {...form.getInputProps("voice")}
        />
        <ColorsField
          value={form.values.colors}
          onChange={(colors) => form.setFieldValue("colors", colors)}
          error={form.errors.colors}
        />
        <TagsInput label="Banned words" {...form.getInputProps("bannedWords")} />
        <TagsInput label="Required words" {...form.getInputProps("requiredWords")} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
