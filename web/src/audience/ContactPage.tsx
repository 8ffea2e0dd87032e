import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import {
  Ban,
  Eye,
  FileUp,
  History,
  type LucideIcon,
  MailOpen,
  MousePointerClick,
  Send,
  ShoppingBag,
  UserPlus,
  UserX,
} from "lucide-react";
import type { ContactStory } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { dateTime, humanise, zoneLabel } from "@/ui/format";
import { Facts, Split } from "@/ui/layout";
import { Page, Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Status, Tag } from "@/ui/status";
import { contactActions } from "./actions";
import classes from "./audience.module.css";
import { ContactForm } from "./ContactForm";
import { calledOf, nameOf } from "./names";
import { contactQuery } from "./queries";

const route = getRouteApi("/shell/audience/contacts/$contactId");
const crumbs = [{ label: "Audience", to: "/audience" }];

export function ContactPage() {
  const { contactId } = route.useParams();
  const contact = useQuery(contactQuery(contactId));
  const skeleton = (
    <Page title="Contact" crumbs={crumbs}>
      <BoneRows count={6} />
    </Page>
  );
  return (
    <Loaded query={contact} skeleton={skeleton}>
      {(known) => <Card contact={known} />}
    </Loaded>
  );
}

function Card({ contact }: { contact: ContactStory }) {
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const bound = useActions(contactActions, contact);
  useOffer(bound);
  const name = nameOf(contact);
  const stay = () => navigate({ search: {}, replace: true });
  const attributes = Object.entries(contact.attributes);
  return (
    <Page
      title={calledOf(contact)}
      crumbs={crumbs}
      beside={<Status value={contact.status} />}
      lead={name ? (contact.email ?? undefined) : undefined}
      actions={
        <>
          <ActionButton action={pick(bound, "changeContact")[0]} />
          <ActionMenu actions={without(bound, "changeContact")} />
        </>
      }
    >
      <Split
        side={
          <Panel title="Details">
            <Facts
              facts={[
                ["E-mail", contact.email ?? "—"],
                ["Time zone", contact.timeZone ? zoneLabel(contact.timeZone) : "—"],
                ["Language", contact.locale ?? "—"],
                ["Added", <Ago key="added" at={contact.createdAt} />],
                ["Tags", <TagLinks key="tags" tags={contact.tags} />],
                ...attributes.map(
                  ([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const,
                ),
              ]}
            />
          </Panel>
        }
      >
        <Panel title="Activity">
          {contact.story.length === 0 ? (
            <Empty icon={History} title="No activity yet" text="E-mails, opens, clicks and purchases appear here." />
          ) : (
            <ol className={classes.story}>
              {contact.story.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two of a kind may fall on the same moment
                <StoryLine key={`${line.at} ${line.kind} ${index}`} line={line} />
              ))}
            </ol>
          )}
        </Panel>
      </Split>
      <FormModal opened={edit ?? false} close={stay} title="Edit contact" size={560}>
        <ContactForm contact={contact} close={stay} />
      </FormModal>
    </Page>
  );
}

function TagLinks({ tags }: { tags: string[] }) {
  if (tags.length === 0) return "—";
  return tags.map((tag) => (
    <Link key={tag} to="/audience" search={{ tag }} className={classes.tagLink}>
      <Tag>{tag}</Tag>
    </Link>
  ));
}

const faces: Record<string, { icon: LucideIcon; tone: string; word: string }> = {
  created: { icon: UserPlus, tone: "neutral", word: "Added" },
  imported: { icon: FileUp, tone: "neutral", word: "Imported" },
  received: { icon: Send, tone: "info", word: "Received" },
  opened: { icon: MailOpen, tone: "good", word: "Opened" },
  clicked: { icon: MousePointerClick, tone: "good", word: "Clicked a link in" },
  bought: { icon: ShoppingBag, tone: "accent", word: "Bought" },
  visited: { icon: Eye, tone: "accent", word: "Visited" },
  unsubscribed: { icon: UserX, tone: "warn", word: "Unsubscribed" },
  suppressed: { icon: Ban, tone: "warn", word: "Suppressed" },
};

function StoryLine({ line }: { line: ContactStory["story"][number] }) {
  const { icon: Icon, tone, word } = faces[line.kind] ?? { icon: History, tone: "neutral", word: humanise(line.kind) };
  return (
    <li data-tone={tone}>
      <span className={classes.storyIcon}>
        <Icon size={14} aria-hidden />
      </span>
      <div>
        <p>
          {word}{" "}
          {line.title && line.campaignId && line.subject?.kind === "mailing" ? (
            <Link
              to="/campaigns/$campaignId/content/mailings/$mailingId"
              params={{ campaignId: line.campaignId, mailingId: line.subject.id }}
              className={classes.link}
            >
              {line.title}
            </Link>
          ) : (
            line.title
          )}
        </p>
        {line.detail ? <p className={classes.detail}>{line.detail}</p> : null}
      </div>
      <time dateTime={line.at} title={dateTime(line.at, "UTC")}>
        <Ago at={line.at} />
      </time>
    </li>
  );
}
