import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Inbox, MailOpen } from "lucide-react";
import { Ago } from "@/ui/Bits";
import { Rows } from "@/ui/List";
import { ListPage } from "@/ui/ListPage";
import { Card } from "@/ui/Page";
import { Note, Row } from "@/ui/Row";
import { Empty } from "@/ui/States";
import { TestInbox } from "@/ui/TestInbox";
import { useAddress, usePage } from "@/ui/useAddress";
import { CapturedMailView } from "./CapturedMailView";
import classes from "./email.module.css";
import { capturedQuery } from "./queries";
import type { InboxSearch } from "./routes";

const limit = 30;
interface Captured {
  id: string;
  to: string;
  subject: string;
  at: string;
}

/** E-mails that were sent without a mail server. */
export function CapturedInbox() {
  const [{ to, id }, change] = useAddress<InboxSearch>();
  const { offset } = usePage(limit);
  const row = (mail: Captured) => (
    <Row
      place={{ to: "/inbox", search: (old) => ({ ...old, id: mail.id }) }}
      className={classes.mail}
      selected={mail.id === id}
    >
      <span className={classes.mailHead}>
        <span className={classes.mailTo}>{mail.to}</span>
        <Note>
          <Ago at={mail.at} />
        </Note>
      </span>
      <span className={classes.mailSubject}>{mail.subject}</span>
    </Row>
  );
  return (
    <ListPage<Captured>
      title="Test inbox"
      lead="E-mails that were sent without a mail server."
      before={<TestInbox text="They stay here, and Fanfare doesn't send them later." />}
      filters={[{ kind: "search", key: "to", label: "Search by recipient", width: 280 }]}
      query={useQuery(capturedQuery(to, limit, offset))}
      limit={limit}
      height={70}
      keyOf={(mail) => mail.id}
      row={row}
      body={(items) => (
        <div className={classes.inbox} data-reading={id ? true : undefined}>
          <Card className={classes.list}>
            <Rows items={items} keyOf={(mail) => mail.id} row={row} />
          </Card>
          <Card className={classes.reading}>
            {id ? (
              <CapturedMailView id={id} back={() => change({ id: undefined }, { keepHistory: true })} />
            ) : (
              <Empty icon={MailOpen} title="Select an e-mail" />
            )}
          </Card>
        </div>
      )}
      empty={{
        icon: Inbox,
        title: "No e-mails yet",
        text: "Send an e-mail to read it here as recipients would see it.",
        actions: (
          <Button component={Link} to="/campaigns" variant="default">
            Go to campaigns
          </Button>
        ),
      }}
      noMatch={{ title: "No results", text: `No e-mails to “${to}”.`, all: "Show all e-mails" }}
    />
  );
}
