import { ActionIcon, TagsInput, Textarea, TextInput, Tooltip } from "@mantine/core";
import { Sparkles } from "lucide-react";
import { hashtagLimitOf } from "@/ui/lengths";
import { RichText } from "@/ui/RichText";
import { partNames } from "./components";
import classes from "./creative.module.css";
import { type PartFieldProps, ScriptField, ThreadField } from "./ScriptField";

/** One part of a creative, in the form its kind is written in. */
export function PartField(props: PartFieldProps) {
  const { part, components, readOnly, error, onChange } = props;
  const label = <PartLabel {...props} />;
  const text = (value: string) => onChange({ [part]: value || null });
  switch (part) {
    case "hashtags": {
      const limit = hashtagLimitOf(props.platform);
      return (
        <TagsInput
          label={label}
          labelProps={{ className: classes.wide }}
          description={limit ? `Up to ${limit}.` : undefined}
          placeholder={readOnly ? undefined : "#Launch, then Enter"}
          splitChars={[",", " "]}
          readOnly={readOnly}
          value={components.hashtags ?? []}
          onChange={(tags) => onChange({ hashtags: tags.map((tag) => (tag.startsWith("#") ? tag : `#${tag}`)) })}
          error={error}
        />
      );
    }
    case "thread":
      return <ThreadField {...props} label={label} />;
    case "script":
      return <ScriptField {...props} label={label} />;
    case "markdown":
      return (
        <RichText
          label={partNames.markdown ?? ""}
          value={components.markdown ?? ""}
          onChange={text}
          readOnly={readOnly}
          error={error}
        />
      );
    case "caption":
    case "mjml":
      return (
        <Textarea
          label={label}
          labelProps={{ className: classes.wide }}
          autosize
          minRows={part === "mjml" ? 10 : 5}
          maxRows={24}
          readOnly={readOnly}
          styles={part === "mjml" ? { input: { fontFamily: "var(--mantine-font-family-monospace)" } } : undefined}
          value={components[part] ?? ""}
          onChange={(event) => text(event.currentTarget.value)}
          error={error}
        />
      );
    default:
      return (
        <TextInput
          label={label}
          labelProps={{ className: classes.wide }}
          readOnly={readOnly}
          value={components[part] ?? ""}
          onChange={(event) => text(event.currentTarget.value)}
          error={error}
        />
      );
  }
}

function PartLabel({ part, rewrite }: PartFieldProps) {
  return (
    <span className={classes.partLabel}>
      {partNames[part]}
      {rewrite ? (
        <Tooltip label={`Rewrite the ${partNames[part]?.toLowerCase()}`}>
          <ActionIcon
            size={22}
            onClick={(event) => {
              event.preventDefault();
              rewrite();
            }}
            aria-label={`Rewrite the ${partNames[part]?.toLowerCase()}`}
          >
            <Sparkles size={13} />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </span>
  );
}
