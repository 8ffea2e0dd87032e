import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { problemOf } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import type { ConsentQuestion, ConsentRequest } from "@/contract/types";
import { BoneRows, FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { AuthPage } from "./AuthPage";
import { consentQuery } from "./agentQueries";
import type { ConnectSearch } from "./routes";

function requestOf(search: ConnectSearch): ConsentRequest {
  return {
    clientId: search.client_id ?? "",
    redirectUri: search.redirect_uri ?? "",
    responseType: search.response_type ?? "",
    codeChallenge: search.code_challenge ?? "",
    codeChallengeMethod: search.code_challenge_method ?? "",
    ...(search.scope ? { scope: search.scope } : {}),
    ...(search.state ? { state: search.state } : {}),
    ...(search.resource ? { resource: search.resource } : {}),
  };
}

/** A person decides whether an agent may work in the workspace, and with which scopes. */
export function ConnectAgent() {
  const request = requestOf(useSearch({ strict: false }) as ConnectSearch);
  const { data, error } = useQuery(consentQuery(request));
  if (error)
    return (
      <AuthPage title="This agent can't be connected">
        <Refusal error={error} />
        <Text size="sm" c="dimmed" mt="md">
          Start again in the program that sent you here. Nothing was shared with it.
        </Text>
      </AuthPage>
    );
  if (!data)
    return (
      <AuthPage title="Connect an agent">
        <BoneRows count={4} />
      </AuthPage>
    );
  return (
    <AuthPage
      title={`Connect ${data.clientName}?`}
      lead={`It wants to work in ${data.workspaceName} on your behalf. It never has more access than you.`}
    >
      <Question question={data} request={request} />
    </AuthPage>
  );
}

/** What is wrong with the request, by the names that its developer knows. */
function Refusal({ error }: { error: unknown }) {
  const { errors } = problemOf(error);
  if (!errors) return <FormProblem error={error} />;
  return (
    <Notice tone="bad" title="The program sent a request that Fanfare can't use">
      {Object.entries(errors)
        .map(([field, text]) => `${field} ${text}`)
        .join(". ")}
    </Notice>
  );
}

function Question({ question, request }: { question: ConsentQuestion; request: ConsentRequest }) {
  const { user } = useMe();
  const held = question.scopes.filter((scope) => scope.held);
  const [chosen, choose] = useState(held.map(({ name }) => name));
  const answer = useWrite({
    run: (scopes: string[]) => take(api.POST("/api/agents/consent", { body: { request, scopes } })),
    onDone: ({ redirectTo }) => window.location.assign(redirectTo),
  });
  return (
    <Stack gap="md">
      <Checkbox.Group label="It may" value={chosen} onChange={choose}>
        <Stack gap={8} mt={8}>
          {held.map(({ name, text }) => (
            <Checkbox key={name} value={name} label={text} />
          ))}
        </Stack>
      </Checkbox.Group>
      {held.length === 0 ? (
        <Notice tone="warn" title="Your role allows none of this">
          Ask an owner or admin of the workspace to connect the agent.
        </Notice>
      ) : null}
      <Text size="sm" c="dimmed">
        You are signed in as {user.email}. The name is what the program says of itself. You continue at{" "}
        <strong>{question.redirectHost}</strong>. You can switch the agent off at any time in Settings › Agents.
      </Text>
      <FormProblem error={answer.error} />
      <Group gap={8}>
        <Button loading={answer.isPending} disabled={chosen.length === 0} onClick={() => answer.mutate(chosen)}>
          Allow access
        </Button>
        <Button variant="default" disabled={answer.isPending} onClick={() => answer.mutate([])}>
          Deny
        </Button>
      </Group>
    </Stack>
  );
}
