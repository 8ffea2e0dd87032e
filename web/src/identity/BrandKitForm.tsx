import { Button, Group, SimpleGrid, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Brand } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { useFormWrite } from "@/ui/Form";
import { useCostlySave } from "@/ui/lostApprovals";
import { Panel } from "@/ui/Page";
import { FormProblem } from "@/ui/States";
import type { LogoPicture } from "./BrandKit";
import { BrandColors, BrandFont } from "./BrandLook";
import { BrandPreview } from "./BrandPreview";
import { LogoField } from "./LogoField";

interface BrandKitFormProps {
  brand: Brand;
  readOnly: boolean;
  picture: LogoPicture;
}

interface BrandValues extends Record<string, unknown> {
  name: string;
  colors: string[];
  heading: string;
  body: string;
  logoAssetId: string | null;
  voice: string;
  requiredWords: string[];
  bannedWords: string[];
  senderName: string;
  senderEmail: string;
  postalAddress: string;
}

function bodyOf({ name, colors, logoAssetId, requiredWords, bannedWords, ...given }: BrandValues) {
  return {
    name,
    colors,
    logoAssetId,
    requiredWords,
    bannedWords,
    fonts: [given.heading, given.body].filter(Boolean),
    voice: given.voice || null,
    postalAddress: given.postalAddress || null,
    sender: given.senderEmail ? { name: given.senderName || null, email: given.senderEmail } : null,
  };
}

export function BrandKitForm({ brand, readOnly, picture }: BrandKitFormProps) {
  const form = useForm<BrandValues>({
    initialValues: {
      name: brand.name,
      colors: brand.colors,
      heading: brand.fonts[0] ?? "",
      body: brand.fonts[1] ?? brand.fonts[0] ?? "",
      logoAssetId: brand.logoAssetId ?? null,
      voice: brand.voice ?? "",
      requiredWords: brand.requiredWords,
      bannedWords: brand.bannedWords,
      senderName: brand.sender?.name ?? "",
      senderEmail: brand.sender?.email ?? "",
      postalAddress: brand.postalAddress ?? "",
    },
  });
  const write = useFormWrite(form, {
    run: (values: BrandValues) =>
      take(api.PATCH("/api/brands/{id}", { params: { path: { id: brand.id } }, body: bodyOf(values) })),
    rename: { fonts: "heading", "sender.email": "senderEmail", "sender.name": "senderName" },
    stale: [keys.brands, keys.me, keys.start],
    done: "Brand kit saved.",
    onDone: () => form.resetDirty(),
  });
  const save = useCostlySave("changeBrand", write, (values) => ({ id: brand.id, ...bodyOf(values) }));
  const logo = form.values.logoAssetId;
  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="lg" mb="lg">
        <Panel title="Preview">
          <BrandPreview values={form.values} logo={logo ? picture(logo, "") : null} />
        </Panel>
        <Panel title="Look">
          <Stack gap="md">
            <TextInput label="Name" required withAsterisk={false} readOnly={readOnly} {...form.getInputProps("name")} />
            <LogoField
              value={logo}
              picture={picture}
              readOnly={readOnly}
              onChange={(id) => form.setFieldValue("logoAssetId", id)}
            />
            <BrandColors
              value={form.values.colors}
              readOnly={readOnly}
              error={form.errors.colors}
              onChange={(colors) => form.setFieldValue("colors", colors)}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <BrandFont label="Heading font" readOnly={readOnly} {...form.getInputProps("heading")} />
              <BrandFont label="Body font" readOnly={readOnly} {...form.getInputProps("body")} />
            </SimpleGrid>
          </Stack>
        </Panel>
        <Panel title="Sender">
          <Stack gap="sm" id="sender">
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <TextInput label="Sender name" readOnly={readOnly} {...form.getInputProps("senderName")} />
              <TextInput
                label="Sender e-mail"
                type="email"
                readOnly={readOnly}
                {...form.getInputProps("senderEmail")}
              />
            </SimpleGrid>
            <Textarea
              label="Postal address"
              description="Shown in every e-mail footer. Required by law in most countries."
              placeholder={"Northwind Ltd\n1 Harbour Street\nDublin"}
              autosize
              minRows={3}
              maxRows={6}
              readOnly={readOnly}
              {...form.getInputProps("postalAddress")}
            />
          </Stack>
        </Panel>
        <Panel title="Voice">
          <Stack gap="sm">
            <Textarea
              label="Voice"
              description="How the brand sounds, in a sentence or two."
              autosize
              minRows={2}
              maxRows={6}
              readOnly={readOnly}
              {...form.getInputProps("voice")}
            />
            <TagsInput label="Words to use" readOnly={readOnly} {...form.getInputProps("requiredWords")} />
            <TagsInput label="Words to avoid" readOnly={readOnly} {...form.getInputProps("bannedWords")} />
          </Stack>
        </Panel>
        <FormProblem error={save.error} />
        {readOnly ? null : (
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        )}
      </Stack>
    </CheckedForm>
  );
}
