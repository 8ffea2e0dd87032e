import { ActionIcon, Button, SegmentedControl, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, Inbox, MailOpen, Search } from "lucide-react";
import { useState } from "react";
import { readBytes } from "@/contract/api";
import { useMe } from "@/contract/queries";
import type { CapturedMailView } from "@/contract/types";
import { Ago, Pager } from "@/ui/Bits";
import { dateTime } from "@/ui/format";
import { MailFrame } from "@/ui/MailFrame";
import { Page } from "@/ui/Page";
import { Bone, BoneRows, Empty, Loaded } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import classes from "./email.module.css";
import { capturedMailQuery, capturedQuery } from "./queries";

const route = getRouteApi("/shell/inbox");
const limit = 30;

export function CapturedInbox() {
  const { to, id, page } = route.useSearch();
  const navigate = route.useNavigate();
  const offset = ((page ?? 1) - 1) * limit;
  const list = useQuery(capturedQuery(to, limit, offset));
  const [words, setWords] = useState(to ?? "");
  const look = useDebouncedCallback(
    (value: string) => navigate({ search: { to: value || undefined }, replace: true }),
    250,
  );

  return (
    <Page title="Test inbox" lead="E-mails are kept here until you connect a mail server.">
      <div className={ui.filters}>
        <TextInput
          aria-label="Search by recipient"
          placeholder="Search by recipient"
          leftSection={<Search size={15} aria-hidden />}
          w={{ base: "100%", sm: 280 }}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            look(event.currentTarget.value);
          }}
        />
      </div>
      <Loaded
        query={list}
        skeleton={
          <div className={ui.panel}>
            <BoneRows count={8} height={70} />
          </div>
        }
      >
        {({ items, total }) =>
          items.length === 0 ? (
            <div className={ui.panel}>
              {to ? (
                <Empty icon={Search} title="No results" text={`No e-mails to “${to}”.`}>
                  <Button
                    variant="default"
                    onClick={() => {
                      setWords("");
                      navigate({ search: {} });
                    }}
                  >
                    Show all e-mails
                  </Button>
                </Empty>
              ) : (
                <Empty
                  icon={Inbox}
                  title="No e-mails yet"
                  text="Send a mailing to read it here as recipients would see it."
                >
                  <Button component={Link} to="/campaigns" variant="default">
                    Go to campaigns
                  </Button>
                </Empty>
              )}
            </div>
          ) : (
            <div className={classes.inbox} data-reading={id ? true : undefined}>
              <div className={`${ui.panel} ${classes.list}`}>
                <ul className={ui.rows}>
                  {items.map((mail) => (
                    <li key={mail.id}>
                      <Link
                        to="/inbox"
                        search={(old) => ({ ...old, id: mail.id })}
                        className={`${ui.row} ${classes.mail}`}
                        data-selected={mail.id === id || undefined}
                        aria-current={mail.id === id ? "true" : undefined}
                      >
                        <span className={classes.mailHead}>
                          <span className={ui.rowTitle}>{mail.to}</span>
                          <span className={ui.rowNote}>
                            <Ago at={mail.at} />
                          </span>
                        </span>
                        <span className={classes.mailSubject}>{mail.subject}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
                <div className={classes.pager}>
                  <Pager
                    total={total}
                    limit={limit}
                    offset={offset}
                    onMove={(next) =>
                      navigate({ search: (old) => ({ ...old, page: next === 0 ? undefined : next / limit + 1 }) })
                    }
                  />
                </div>
              </div>
              <div className={`${ui.panel} ${classes.reading}`}>
                {id ? (
                  <Reading id={id} back={() => navigate({ search: (old) => ({ ...old, id: undefined }) })} />
                ) : (
                  <Empty icon={MailOpen} title="Select an e-mail" />
                )}
              </div>
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Reading({ id, back }: { id: string; back: () => void }) {
  const { workspace } = useMe();
  const mail = useQuery(capturedMailQuery(id));
  const [view, setView] = useState("mail");
  return (
    <Loaded
      query={mail}
      skeleton={
        <div className={ui.panelBody}>
          <Bone width="60%" height={18} />
          <br />
          <Bone height={320} />
        </div>
      }
    >
      {(read) => (
        <article>
          <header className={classes.readingHead}>
            <ActionIcon onClick={back} aria-label="Back to the list" className={classes.back}>
              <ArrowLeft size={16} />
            </ActionIcon>
            <div className={ui.rowMain}>
              <h2 className={classes.subject}>{read.subject}</h2>
              <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                {read.from} → {read.to}
                <br />
                {dateTime(read.at, workspace.timeZone)}
              </Text>
            </div>
          </header>
          <div className={classes.views}>
            <SegmentedControl
              size="xs"
              value={view}
              onChange={setView}
              data={[
                { value: "mail", label: "E-mail" },
                { value: "text", label: "Text" },
                { value: "headers", label: "Headers" },
                { value: "source", label: "Source" },
              ]}
            />
          </div>
          <View mail={read} view={view} />
        </article>
      )}
    </Loaded>
  );
}

function View({ mail, view }: { mail: CapturedMailView; view: string }) {
  if (view === "headers") return <Headers headers={mail.headers} />;
  if (view === "source") return <Source id={mail.id} />;
  if (view === "mail" && mail.html)
    return <MailFrame html={mail.html} title={`E-mail: ${mail.subject}`} minHeight={480} />;
  return <pre className={classes.source}>{mail.text ?? "This e-mail has no plain text version."}</pre>;
}

function Headers({ headers }: { headers: CapturedMailView["headers"] }) {
  return (
    <dl className={`${ui.facts} ${classes.headers}`}>
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{Array.isArray(value) ? value.join("\n") : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Source({ id }: { id: string }) {
  const source = useQuery({
    queryKey: ["captured", id, "source"],
    queryFn: async () => (await readBytes(`/api/email/captured/${id}`)).text(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded
      query={source}
      skeleton={
        <div className={ui.panelBody}>
          <Bone height={320} />
        </div>
      }
    >
      {(text) => <pre className={classes.source}>{text}</pre>}
    </Loaded>
  );
}
