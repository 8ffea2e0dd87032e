import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Handshake, LayoutTemplate, type LucideIcon, Newspaper, ReceiptText, Tag } from "lucide-react";
import type { MailTemplate } from "@/contract/types";
import { humanise } from "@/ui/format";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import classes from "./email.module.css";
import { templatesQuery } from "./queries";

interface TemplatePickerProps {
  opened: boolean;
  close: () => void;
  choose: (template: MailTemplate) => void;
}

const icons: Record<MailTemplate["category"], LucideIcon> = {
  welcome: Handshake,
  newsletter: Newspaper,
  promotional: Tag,
  transactional: ReceiptText,
  own: LayoutTemplate,
};

/** Templates by what they are for and what they say; what is chosen is a copy that can be changed. */
export function TemplatePicker({ opened, close, choose }: TemplatePickerProps) {
  const templates = useQuery({ ...templatesQuery, enabled: opened });
  return (
    <Modal opened={opened} onClose={close} title="Start from a template" size={720}>
      <Loaded query={templates} skeleton={<BoneRows count={4} height={96} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={LayoutTemplate}
              title="No templates yet"
              text="Save an MJML mailing as a template to reuse it."
            />
          ) : (
            <ul className={classes.templates}>
              {items.map((template) => {
                const Icon = icons[template.category] ?? LayoutTemplate;
                return (
                  <li key={template.id}>
                    <button type="button" onClick={() => choose(template)}>
                      <span>
                        <Icon size={16} aria-hidden />
                        <b>{template.name}</b>
                      </span>
                      <span>{template.description ?? humanise(template.category)}</span>
                      <q>{wordsOf(template.mjml)}</q>
                    </button>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </Modal>
  );
}

/** The words of a mail without its form. Read as text: a parser would apply its styles. */
function wordsOf(mjml: string) {
  const body = mjml.slice(Math.max(0, mjml.indexOf("<mj-body")));
  const words = [...body.matchAll(/<mj-(?:text|button)\b[^>]*>([\s\S]*?)<\/mj-(?:text|button)>/g)].map(
    ([, inside = ""]) =>
      inside
        .replace(/<[^>]*>|\{%[^%]*%\}/g, " ")
        .replace(/&nbsp;/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
  );
  return words.filter(Boolean).join(" · ").slice(0, 180);
}
