import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Hash, Trash2 } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./composer.module.css";
import { hashtagSetsQuery } from "./queries";

interface HashtagSetsProps {
  /** The hashtags of the text now. */
  hashtags: string[];
  onChange: (hashtags: string[]) => void;
}

/** Hashtags that are used together, inserted in one click. */
export function HashtagSets({ hashtags, onChange }: HashtagSetsProps) {
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <Popover opened={opened} onChange={(open) => (open ? undefined : close())} position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon aria-label="Hashtag sets" title="Hashtag sets" aria-expanded={opened} onClick={toggle}>
          <Hash size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" className={classes.sets}>
        {opened ? (
          <Sets
            hashtags={hashtags}
            onChange={(next) => {
              close();
              onChange(next);
            }}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function Sets({ hashtags, onChange }: HashtagSetsProps) {
  const [name, setName] = useState("");
  const sets = useQuery(hashtagSetsQuery);
  const stale = [keys.hashtagSets];
  const save = useWrite({
    run: () => take(api.POST("/api/content/hashtag-sets", { body: { name, hashtags } })),
    stale,
    done: "Hashtag set saved.",
    onDone: () => setName(""),
  });
  const remove = useWrite({
    run: (id: string) => take(api.DELETE("/api/content/hashtag-sets/{id}", { params: { path: { id } } })),
    stale,
    done: "Hashtag set deleted.",
  });
  return (
    <Stack gap="xs">
      <FormProblem error={save.error ?? remove.error} />
      {(sets.data?.items ?? []).map((set) => (
        <div key={set.id} className={classes.set}>
          <button type="button" onClick={() => onChange([...new Set([...hashtags, ...set.hashtags])])}>
            <b>{set.name}</b>
            <span>{set.hashtags.join(" ")}</span>
          </button>
          <ActionIcon aria-label={`Delete ${set.name}`} onClick={() => remove.mutate(set.id)}>
            <Trash2 size={14} />
          </ActionIcon>
        </div>
      ))}
      {sets.data?.items.length === 0 ? (
        <Text size="xs" c="dimmed">
          No hashtag sets yet.
        </Text>
      ) : null}
      {hashtags.length > 0 ? (
        <Group gap="xs" align="end" wrap="nowrap">
          <TextInput
            size="xs"
            label={`Save ${hashtags.length === 1 ? "this hashtag" : `these ${hashtags.length} hashtags`} as a set`}
            placeholder="Name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button size="xs" disabled={!name.trim()} loading={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
        </Group>
      ) : (
        <Text size="xs" c="dimmed">
          To save a set, add its hashtags to the text first.
        </Text>
      )}
    </Stack>
  );
}
