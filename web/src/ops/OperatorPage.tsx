import { Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Logo } from "@/ui/Logo";
import { PageTitle } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { Installation } from "./Installation";
import classes from "./operator.module.css";
import { operatorQuery } from "./queries";
import { type Source, SourceProvider } from "./source";
import { NoToken, TokenForm } from "./TokenForm";

/** The installation, above all workspaces. It asks for the operator token and forgets it with the page. */
export function OperatorPage() {
  const access = useQuery(operatorQuery);
  const [source, open] = useState<Source>();
  return (
    <main className={classes.page}>
      <PageTitle text="Operator" />
      <header className={classes.head}>
        <Logo />
        <Title order={1}>Operator</Title>
      </header>
      {source ? (
        <SourceProvider value={source}>
          <Installation />
        </SourceProvider>
      ) : (
        <Stack gap={16} maw={520}>
          <Loaded query={access} skeleton={<BoneRows count={2} />}>
            {({ tokenSet }) => (tokenSet ? <TokenForm open={open} /> : <NoToken />)}
          </Loaded>
        </Stack>
      )}
    </main>
  );
}
