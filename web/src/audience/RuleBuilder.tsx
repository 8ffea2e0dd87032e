import { ActionIcon, Button, NumberInput, Group as Row, Select, TagsInput, TextInput } from "@mantine/core";
import { FolderPlus, Plus, X } from "lucide-react";
import { contactStatuses } from "@/contract/types";
import { humanise } from "@/ui/format";
import classes from "./audience.module.css";
import {
  changed,
  fields,
  type Group,
  inputOf,
  isGroup,
  type Joint,
  joints,
  type Line,
  type Node,
  newGroup,
  newLine,
  type Op,
  opsOf,
  opWord,
} from "./rules";

interface BuilderProps {
  group: Group;
  /** The attributes that contacts have. */
  attributes: string[];
  onChange: (group: Group) => void;
}

/** Rules as lines in groups; a group holds where all, at least one, or none of its rules do. */
export function RuleBuilder({ group, attributes, onChange }: BuilderProps) {
  const change = (id: string, next: (node: Node) => Node | undefined) =>
    onChange(id === group.id ? ((next(group) as Group | undefined) ?? group) : changed(group, id, next));
  return <GroupBox group={group} depth={1} change={change} attributes={attributes} />;
}

interface PartProps {
  depth: number;
  attributes: string[];
  change: (id: string, next: (node: Node) => Node | undefined) => void;
}

const deepest = 5;

function GroupBox({ group, depth, change, attributes }: PartProps & { group: Group }) {
  const add = (node: Node) =>
    change(group.id, (old) => ({ ...(old as Group), rules: [...(old as Group).rules, node] }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div className={classes.group} role="group" aria-label={`${joints[group.joint]} these`} data-depth={depth}>
      <div className={classes.groupHead}>
        <Select
          aria-label="Match"
          size="xs"
          w={150}
          allowDeselect={false}
          data={Object.entries(joints).map(([value, label]) => ({ value, label }))}
          value={group.joint}
          onChange={(joint) => joint && change(group.id, (old) => ({ ...(old as Group), joint: joint as Joint }))}
        />
        <span>these</span>
        {depth > 1 ? (
          <ActionIcon ml="auto" onClick={() => change(group.id, () => undefined)} aria-label="Remove group">
            <X size={15} />
          </ActionIcon>
        ) : null}
      </div>
      {group.rules.map((node) =>
        isGroup(node) ? (
          <GroupBox key={node.id} group={node} depth={depth + 1} change={change} attributes={attributes} />
        ) : (
          <LineBox key={node.id} line={node} depth={depth} change={change} attributes={attributes} />
        ),
      )}
      {group.rules.length === 0 ? <p className={classes.none}>No rules: all contacts match.</p> : null}
      <Row gap="xs">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Plus size={12} aria-hidden />}
          onClick={() => add(newLine())}
        >
          Add rule
        </Button>
        {depth < deepest ? (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<FolderPlus size={12} aria-hidden />}
            onClick={() => add(newGroup(group.joint === "any" ? "all" : "any"))}
          >
            Add group
          </Button>
        ) : null}
      </Row>
    </div>
  );
}

/** The fields that everyone has, with the attributes of the contacts before the one that is typed. */
function fieldChoices(attributes: string[]) {
  const own = attributes.map((name) => ({ value: `attributes.${name}`, label: humanise(name) }));
  const known = fields.map(({ group, items }) => ({
    group,
    items: items.map(({ value, label }) => ({ value, label })),
  }));
  return own.length === 0
    ? known
    : [...known.slice(0, -1), { group: "Your attributes", items: own }, ...known.slice(-1)];
}

function LineBox({ line, change, attributes }: PartProps & { line: Line }) {
  const set = (part: Partial<Line>) => change(line.id, (old) => ({ ...(old as Line), ...part }));
  const attribute = line.field.startsWith("attributes.");
  const listed = attributes.includes(line.field.slice(11));
  const setField = (field: string) => {
    const ops = opsOf(field);
    const op = ops.includes(line.op) ? line.op : (ops[0] ?? "eq");
    const sameInput = inputOf({ field, op }) === inputOf(line);
    set({ field, op, value: sameInput ? line.value : op === "exists" ? "true" : "" });
  };
  return (
    <div className={classes.line}>
      <Select
        aria-label="Field"
        size="xs"
        allowDeselect={false}
        searchable
        data={fieldChoices(attributes)}
        value={attribute && !listed ? "attributes." : line.field}
        onChange={(field) => field && setField(field)}
      />
      {attribute && !listed ? (
        <TextInput
          aria-label="Attribute name"
          size="xs"
          placeholder="Name"
          value={line.field.slice(11)}
          onChange={(event) => set({ field: `attributes.${event.currentTarget.value}` })}
        />
      ) : null}
      <Select
        aria-label="Operator"
        size="xs"
        allowDeselect={false}
        data={opsOf(line.field).map((op) => ({ value: op, label: opWord(line.field, op) }))}
        value={line.op}
        onChange={(op) => {
          if (!op) return;
          const same = inputOf({ field: line.field, op: op as Op }) === inputOf(line);
          set({ op: op as Op, value: same ? line.value : op === "exists" ? "true" : "" });
        }}
      />
      <ValueField line={line} onChange={(value) => set({ value })} />
      <ActionIcon size={28} onClick={() => change(line.id, () => undefined)} aria-label="Remove rule">
        <X size={14} />
      </ActionIcon>
    </div>
  );
}

function ValueField({ line, onChange }: { line: Line; onChange: (value: string) => void }) {
  const shared = { "aria-label": "Value", size: "xs" } as const;
  const kind = inputOf(line);
  if (kind === "yes_no")
    return (
      <Select
        {...shared}
        allowDeselect={false}
        data={[
          { value: "true", label: "Yes" },
          { value: "false", label: line.field.startsWith("event.") ? "No, never" : "No" },
        ]}
        value={line.value === "false" ? "false" : "true"}
        onChange={(value) => onChange(value ?? "true")}
      />
    );
  if (kind === "number")
    return (
      <NumberInput
        {...shared}
        placeholder={line.op === "within_days" ? "30" : "0"}
        min={line.op === "within_days" ? 1 : undefined}
        hideControls
        value={line.value}
        onChange={(value) => onChange(String(value))}
      />
    );
  if (kind === "date")
    return (
      <TextInput {...shared} type="date" value={line.value} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  if (kind === "status")
    return (
      <Select
        {...shared}
        placeholder="Choose"
        allowDeselect={false}
        data={contactStatuses.map((value) => ({ value, label: humanise(value) }))}
        value={line.value || null}
        onChange={(value) => onChange(value ?? "")}
      />
    );
  if (kind === "many")
    return (
      <TagsInput
        {...shared}
        placeholder="One or more"
        data={line.field === "status" ? contactStatuses : []}
        value={line.value
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean)}
        onChange={(values) => onChange(values.join(", "))}
        clearable={false}
      />
    );
  return (
    <TextInput
      {...shared}
      placeholder={line.field === "email" ? "@example.org" : "Value"}
      value={line.value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
