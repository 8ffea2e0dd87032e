import { Select, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CampaignTemplate } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { TagsField } from "@/ui/fields";
import { categories } from "./templates";

/** Name, purpose and questions of a template; its content has an editor of its own. */
export function EditTemplate({ template, close }: { template: CampaignTemplate; close: () => void }) {
  const { id, version, name, description, category, tags, placeholders } = template;
  const form = useForm({
    initialValues: { name, description: description ?? "", category, tags, placeholders },
  });
  const save = useFormWrite(form, {
    run: (values: typeof form.values) =>
      take(api.PATCH("/api/templates/{id}", { params: { path: { id } }, body: { ...values, version } as never })),
    stale: [keys.campaignTemplates],
    done: "Template saved.",
    onDone: close,
  });
  return (
    <FormModal opened close={close} title="Edit template" size={560}>
      <Form form={form} save={save} label="Save" close={close}>
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps("name")} />
        <Textarea label="What is it for?" autosize minRows={2} maxRows={6} {...form.getInputProps("description")} />
        <Select label="Category" allowDeselect={false} data={categories} {...form.getInputProps("category")} />
        <TagsField {...form.getInputProps("tags")} />
        {placeholders.length > 0 ? <Text fw={600}>What is asked when it is used</Text> : null}
        {form.values.placeholders.map(({ key }, index) => (
          <div key={key}>
            <TextInput
              label={`[[${key}]]`}
              required
              withAsterisk={false}
              {...form.getInputProps(`placeholders.${index}.label`)}
            />
            <Switch
              mt={6}
              label="Required"
              {...form.getInputProps(`placeholders.${index}.required`, { type: "checkbox" })}
            />
          </div>
        ))}
      </Form>
    </FormModal>
  );
}
