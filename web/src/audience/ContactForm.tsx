import { ActionIcon, Button, Select, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "@tanstack/react-router";
import { Plus, X } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Contact } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { TagsField } from "@/ui/fields";
import { allZones } from "@/ui/format";
import classes from "./audience.module.css";

/** All that is known of a person. Attributes are free: whatever segments and mails can use. */
export function ContactForm({ contact, close }: { contact?: Contact; close: () => void }) {
  const router = useRouter();
  const form = useForm({
    initialValues: {
      email: contact?.email ?? "",
      firstName: contact?.firstName ?? "",
      lastName: contact?.lastName ?? "",
      timeZone: contact?.timeZone ?? (null as string | null),
      locale: contact?.locale ?? "",
      tags: contact?.tags ?? [],
      attributes: Object.entries(contact?.attributes ?? {}).map(([name, value]) => ({
        name,
        value: typeof value === "string" ? value : JSON.stringify(value),
      })),
    },
  });
  const save = useFormWrite(form, {
    run: ({ attributes, firstName, lastName, locale, ...rest }: typeof form.values) => {
      const body = {
        ...rest,
        firstName: firstName || null,
        lastName: lastName || null,
        locale: locale || null,
        attributes: {
          ...Object.fromEntries(Object.keys(contact?.attributes ?? {}).map((name) => [name, null])),
          ...Object.fromEntries(
            attributes.filter(({ name }) => name.trim()).map(({ name, value }) => [name.trim(), typed(value)]),
          ),
        },
      };
      return contact
        ? take(
            api.PATCH("/api/contacts/{id}", {
              params: { path: { id: contact.id } },
              body: { ...body, version: contact.version } as never,
            }),
          )
        : take(api.POST("/api/contacts", { body: body as never }));
    },
    stale: [keys.contacts, keys.segments],
    done: "Saved.",
    onDone: ({ id }) => {
      close();
      if (!contact) router.navigate({ to: "/audience/contacts/$contactId", params: { contactId: id } });
    },
  });
  return (
    <Form
      form={form}
      save={save}
      label={contact ? "Save" : "Add contact"}
      close={close}
      disabled={Boolean(contact) && !form.isDirty()}
    >
      <TextInput
        label="E-mail"
        type="email"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps("email")}
      />
      <SimpleGrid cols={2} spacing="sm">
        <TextInput label="First name" {...form.getInputProps("firstName")} />
        <TextInput label="Last name" {...form.getInputProps("lastName")} />
        <Select
          label="Time zone"
          placeholder="Unknown"
          searchable
          clearable
          limit={60}
          data={allZones}
          nothingFoundMessage="No match"
          {...form.getInputProps("timeZone")}
        />
        <TextInput label="Language" placeholder="de-CH" {...form.getInputProps("locale")} />
      </SimpleGrid>
      <TagsField {...form.getInputProps("tags")} />
      <div>
        <Text fw={500} mb={4}>
          Attributes
        </Text>
        <div className={classes.pairs}>
          {form.values.attributes.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no other name while they are typed
            <div key={index}>
              <TextInput
                aria-label="Attribute name"
                placeholder="plan"
                {...form.getInputProps(`attributes.${index}.name`)}
              />
              <TextInput
                aria-label="Attribute value"
                placeholder="pro"
                {...form.getInputProps(`attributes.${index}.value`)}
              />
              <ActionIcon onClick={() => form.removeListItem("attributes", index)} aria-label="Remove attribute">
                <X size={15} />
              </ActionIcon>
            </div>
          ))}
        </div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Plus size={13} aria-hidden />}
          onClick={() => form.insertListItem("attributes", { name: "", value: "" })}
        >
          Add attribute
        </Button>
        {form.errors.attributes ? (
          <Text size="xs" c="var(--mantine-color-error)" mt={4}>
            {form.errors.attributes}
          </Text>
        ) : null}
      </div>
    </Form>
  );
}

/** Numbers, yes and no are kept as what they are, so that rules can compare them. */
function typed(value: string): unknown {
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) return Number(value);
  if (value === "true" || value === "false") return value === "true";
  if (/^[[{]/.test(value))
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  return value;
}
