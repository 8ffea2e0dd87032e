import { Button, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Palette, Plus } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { brandsQuery, useMe } from "@/contract/queries";
import type { Brand } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { useCostlySave } from "@/ui/lostApprovals";
import { Row, RowEnd } from "@/ui/Row";
import { BrandColors } from "./BrandLook";
import classes from "./identity.module.css";

/** The default brand is the brand kit itself. */
function others<Page extends { items: Brand[] }>(page: Page): Page {
  return { ...page, items: page.items.filter(({ isDefault }) => !isDefault) };
}

export function Brands() {
  const canEdit = may(useMe(), "brand.write");
  const [editing, edit] = useState<Brand | "new">();
  const close = () => edit(undefined);
  return (
    <ListPanel
      title="Other brands"
      query={useQuery({ ...brandsQuery, select: others })}
      create={
        canEdit ? (
          <Button leftSection={<Plus size={14} aria-hidden />} size="xs" variant="default" onClick={() => edit("new")}>
            New brand
          </Button>
        ) : null
      }
      keyOf={({ id }) => id}
      row={(brand) => (
        <Row onClick={() => edit(brand)} disabled={!canEdit} title={brand.name} note={brand.voice || brand.key}>
          <RowEnd>
            {brand.colors.slice(0, 6).map((color) => (
              <span key={color} className={classes.swatch} style={{ background: color }} />
            ))}
          </RowEnd>
        </Row>
      )}
      empty={{
        icon: Palette,
        title: "No other brands",
        text: "Add one for each client or product line with a look of its own.",
      }}
    >
      <FormModal
        opened={editing !== undefined}
        close={close}
        title={editing === "new" ? "New brand" : "Edit brand"}
        size={560}
      >
        <BrandForm brand={editing === "new" ? undefined : editing} close={close} />
      </FormModal>
    </ListPanel>
  );
}

function BrandForm({ brand, close }: { brand: Brand | undefined; close: () => void }) {
  const form = useForm({
    initialValues: {
      name: brand?.name ?? "",
      voice: brand?.voice ?? "",
      colors: brand?.colors ?? [],
      fonts: brand?.fonts ?? [],
      bannedWords: brand?.bannedWords ?? [],
      requiredWords: brand?.requiredWords ?? [],
    },
  });
  const write = useFormWrite(form, {
    run: (body: typeof form.values) =>
      brand
        ? take(api.PATCH("/api/brands/{id}", { params: { path: { id: brand.id } }, body }))
        : take(api.POST("/api/brands", { body })),
    stale: [keys.brands],
    done: "Saved.",
    onDone: close,
  });
  const costly = useCostlySave("changeBrand", write, (values) => ({ id: brand?.id, ...values }));
  const save = brand ? costly : write;
  return (
    <Form
      form={form}
      save={save}
      label={brand ? "Save" : "Create brand"}
      close={close}
      disabled={Boolean(brand) && !form.isDirty()}
    >
      <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps("name")} />
      <Textarea
        label="Voice"
        description="How the brand sounds, in a sentence or two."
        autosize
        minRows={2}
        maxRows={6}
        {...form.getInputProps("voice")}
      />
      <BrandColors
        readOnly={false}
        value={form.values.colors}
        onChange={(colors) => form.setFieldValue("colors", colors)}
        error={form.errors.colors}
      />
      <TagsInput label="Words to avoid" {...form.getInputProps("bannedWords")} />
      <TagsInput label="Words to use" {...form.getInputProps("requiredWords")} />
    </Form>
  );
}
