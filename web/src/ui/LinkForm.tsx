import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { completed, type LinkTags, tagsOf, withTags } from "./linkTags";

interface LinkFormProps {
  /** What the link is now; empty for a new one. */
  before: string;
  /** What links get here; without it, they stay as they are typed. */
  tags?: LinkTags | undefined;
  label: string;
  onSet: (url: string) => void;
  onRemove?: (() => void) | undefined;
}

/** Asks for the address of a link, and for the tags by which its visits are measured. */
export function LinkForm({ before, tags, label, onSet, onRemove }: LinkFormProps) {
  const known = tagsOf(before);
  const [address, setAddress] = useState(withTags(before, undefined));
  const [tagged, setTagged] = useState(Boolean(tags) && (known !== undefined || before === ""));
  const [values, setValues] = useState<LinkTags>(known ?? tags ?? { source: "", medium: "", campaign: "" });
  const web = /^https?:/i.test(completed(address));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it may be inside the form of a page, so it is none
    <div
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        event.stopPropagation();
        set();
      }}
    >
      <Stack gap="xs" w={300}>
        <TextInput
          label="Address"
          placeholder="https://"
          data-autofocus
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        {tags ? (
          <Checkbox
            label="Add tags for measuring visits"
            checked={tagged}
            onChange={(event) => setTagged(event.currentTarget.checked)}
          />
        ) : null}
        {tags && tagged ? (
          <Group gap="xs" grow>
            {(["source", "medium", "campaign"] as const).map((name) => (
              <TextInput
                key={name}
                size="xs"
                label={labels[name]}
                value={values[name]}
                onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
              />
            ))}
          </Group>
        ) : null}
        <Group gap="xs" justify="flex-end">
          {onRemove ? (
            <Button size="xs" variant="default" onClick={onRemove}>
              Remove
            </Button>
          ) : null}
          <Button size="xs" onClick={set} disabled={!address.trim()}>
            {label}
          </Button>
        </Group>
      </Stack>
    </div>
  );

  function set() {
    const url = completed(address);
    if (url) onSet(web ? withTags(url, tagged && tags ? values : undefined) : url);
  }
}

const labels = { source: "Source", medium: "Medium", campaign: "Campaign" };
