import { ActionIcon, Button, NumberInput, Textarea, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Components, Script } from "@/contract/types";
import { LengthMeter } from "@/ui/LengthMeter";
import { scriptOf, type WordPart } from "./components";
import classes from "./creative.module.css";

export interface PartFieldProps {
  part: WordPart;
  components: Components;
  platform: string;
  readOnly: boolean;
  error?: ReactNode;
  onChange: (change: Components) => void;
  rewrite?: (() => void) | undefined;
}

export function ThreadField({
  components,
  platform,
  readOnly,
  error,
  onChange,
  label,
}: PartFieldProps & { label: ReactNode }) {
  const parts = components.thread ?? [];
  const set = (thread: string[]) => onChange({ thread: thread.length > 0 ? thread : null });
  return (
    <div>
      <div className={classes.groupLabel}>{label}</div>
      <ol className={classes.list}>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a thread are identified by their position
          <li key={index}>
            <Textarea
              aria-label={`Part ${index + 1} of the thread`}
              autosize
              minRows={2}
              maxRows={8}
              readOnly={readOnly}
              value={part}
              onChange={(event) => set(parts.with(index, event.currentTarget.value))}
            />
            <div className={classes.listFoot}>
              <LengthMeter platform={platform} text={part} />
              <Remove
                readOnly={readOnly}
                label={`Remove part ${index + 1}`}
                onClick={() => set(parts.toSpliced(index, 1))}
              />
            </div>
          </li>
        ))}
      </ol>
      <Add
        readOnly={readOnly}
        label={parts.length > 0 ? "Add a part" : "Create thread"}
        onClick={() => set([...parts, ""])}
      />
      <ErrorLine error={error} />
    </div>
  );
}

export function ScriptField({ components, readOnly, error, onChange, label }: PartFieldProps & { label: ReactNode }) {
  const script = scriptOf(components.script);
  if (typeof script === "string")
    return (
      <Textarea
        label={label}
        labelProps={{ className: classes.wide }}
        autosize
        minRows={6}
        maxRows={24}
        readOnly={readOnly}
        value={script}
        onChange={(event) => onChange({ script: event.currentTarget.value || null })}
        error={error}
      />
    );
  const { hook, scenes } = script ?? { hook: "", scenes: [] };
  const set = (change: Partial<Script>) => {
    const next = { hook, scenes, ...change };
    onChange({ script: next.hook || next.scenes.length > 0 ? next : null });
  };
  const seconds = scenes.reduce((sum, scene) => sum + scene.seconds, 0);
  return (
    <div>
      <div className={classes.groupLabel}>
        {label}
        {seconds > 0 ? <span className={classes.note}>{seconds} s total</span> : null}
      </div>
      <TextInput
        aria-label="Hook"
        placeholder="The first two seconds"
        readOnly={readOnly}
        value={hook}
        onChange={(event) => set({ hook: event.currentTarget.value })}
        mb={8}
      />
      <ol className={classes.list}>
        {scenes.map((scene, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: scenes are identified by their position
          <li key={index} className={classes.scene}>
            <Textarea
              aria-label={`Scene ${index + 1}`}
              autosize
              minRows={1}
              maxRows={6}
              readOnly={readOnly}
              value={scene.text}
              onChange={(event) => set({ scenes: scenes.with(index, { ...scene, text: event.currentTarget.value }) })}
            />
            <NumberInput
              aria-label={`Seconds of scene ${index + 1}`}
              min={1}
              max={600}
              w={76}
              suffix=" s"
              hideControls
              readOnly={readOnly}
              value={scene.seconds}
              onChange={(value) => set({ scenes: scenes.with(index, { ...scene, seconds: Number(value) || 1 }) })}
            />
            <Remove
              readOnly={readOnly}
              label={`Remove scene ${index + 1}`}
              onClick={() => set({ scenes: scenes.toSpliced(index, 1) })}
            />
          </li>
        ))}
      </ol>
      <Add
        readOnly={readOnly}
        label="Add a scene"
        onClick={() => set({ scenes: [...scenes, { text: "", seconds: 4 }] })}
      />
      <ErrorLine error={error} />
    </div>
  );
}

function Add({ readOnly, label, onClick }: { readOnly: boolean; label: string; onClick: () => void }) {
  return readOnly ? null : (
    <Button size="xs" variant="default" leftSection={<Plus size={13} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  );
}

function Remove({ readOnly, label, onClick }: { readOnly: boolean; label: string; onClick: () => void }) {
  return readOnly ? null : (
    <ActionIcon size={24} onClick={onClick} aria-label={label}>
      <X size={14} />
    </ActionIcon>
  );
}

function ErrorLine({ error }: { error?: ReactNode }) {
  return error ? <p className={classes.error}>{error}</p> : null;
}
