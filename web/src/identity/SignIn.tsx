import { Anchor, Button, Divider, Group, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { Building2, KeyRound } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { signedIn } from "@/contract/session";
import type { Session } from "@/contract/types";
import { useFormWrite } from "@/ui/Form";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { AuthForm, EmailField, PasswordField } from "./AuthForm";
import { AuthPage } from "./AuthPage";
import { type Challenge, challengeOf } from "./challenge";
import { SecondStep } from "./SecondStep";
import { askPasskey, hasPasskeys } from "./webauthn";

interface Ways {
  company: boolean;
  password: boolean;
}

/** The address first, because its domain says how its people sign in. */
export function SignIn() {
  const { next, why, workspace } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const [ways, setWays] = useState<Ways>();
  const [asked, setAsked] = useState<Challenge>();
  const onSession = (session: Session) => {
    signedIn(session);
    router.history.push(next ?? "/");
  };
  const form = useForm({ initialValues: { email: "", password: "" } });
  const find = useFormWrite(form, {
    run: ({ email }: typeof form.values) => take(api.POST("/api/auth/company", { body: { email } })),
    onDone: (found, { email }) => (found.company && !found.password ? toCompany(email, next) : setWays(found)),
  });
  const signIn = useFormWrite(form, {
    run: (body: typeof form.values) =>
      take(api.POST("/api/auth/login", { body: { ...body, ...(workspace ? { workspaceId: workspace } : {}) } })),
    onDone: onSession,
    onRefused: (error) => setAsked(challengeOf(error)),
  });
  const email = form.values.email;
  if (asked)
    return (
      <AuthPage title={asked.setup ? "Set up a second factor" : "Confirm it's you"} lead={email}>
        <SecondStep asked={asked} onSession={onSession} again={() => setAsked(undefined)} />
      </AuthPage>
    );
  return (
    <AuthPage
      title="Sign in"
      lead="Welcome back."
      foot={
        <>
          New here?{" "}
          <Anchor component={Link} to="/sign-up" inherit>
            Create an account
          </Anchor>
        </>
      }
    >
      {ways ? (
        <AuthForm
          form={form}
          save={signIn}
          label="Sign in"
          after={
            <>
              {ways.company ? (
                <Button
                  variant="default"
                  leftSection={<Building2 size={16} aria-hidden />}
                  onClick={() => toCompany(email, next)}
                >
                  Continue with your company
                </Button>
              ) : null}
              <Group justify="center">
                <Anchor component={Link} to="/forgot" size="sm">
                  Forgot your password?
                </Anchor>
              </Group>
            </>
          }
        >
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            readOnly
            value={email}
            rightSectionWidth={74}
            rightSection={
              <Anchor component="button" type="button" size="sm" onClick={() => setWays(undefined)}>
                Change
              </Anchor>
            }
          />
          <PasswordField form={form} known autoFocus />
        </AuthForm>
      ) : (
        <AuthForm
          form={form}
          save={find}
          label="Continue"
          before={
            why && !find.error ? (
              <Notice tone={infos.has(why) ? "info" : "warn"}>{reasons[why] ?? reasons.failed}</Notice>
            ) : null
          }
          after={<WithPasskey onSession={onSession} />}
        >
          <EmailField form={form} />
        </AuthForm>
      )}
    </AuthPage>
  );
}

function WithPasskey({ onSession }: { onSession: (session: Session) => void }) {
  const use = useWrite({
    run: async () => {
      const options = await take(api.POST("/api/auth/passkeys/options"));
      const credential = await askPasskey(options);
      return take(api.POST("/api/auth/passkeys/sign-in", { body: { credential } }));
    },
    onDone: onSession,
  });
  if (!hasPasskeys()) return null;
  return (
    <>
      <Divider label="or" />
      <FormProblem error={use.error} />
      <Button
        variant="default"
        leftSection={<KeyRound size={16} aria-hidden />}
        loading={use.isPending}
        onClick={() => use.mutate()}
      >
        Sign in with a passkey
      </Button>
    </>
  );
}

/** The identity provider sends the browser back to the page that was asked for. */
function toCompany(email: string, next: string | undefined) {
  window.location.assign(`/api/auth/company/start?${new URLSearchParams({ email, ...(next ? { next } : {}) })}`);
}

const infos = new Set(["ended", "reset", "second_factor"]);
const reasons: Record<string, string> = {
  ended: "Your session has ended. Sign in again to continue.",
  second_factor: "The other workspace requires a second factor. Sign in again to open it.",
  reset: "Your password was changed. Sign in with the new one.",
  no_company_sign_in: "No company sign-in is set up for this address. Use your password.",
  company_attempt_unknown: "This sign-in took too long or was started in another browser. Try again.",
  company_refused: "Your company's identity provider refused the sign-in. Ask your IT team.",
  company_token_invalid: "Your company's identity provider sent an invalid response. Ask your IT team.",
  company_email_unverified: "Your company's identity provider didn't confirm your e-mail address. Ask your IT team.",
  company_domain_unproven:
    "The domain of your e-mail address doesn't belong to this workspace. Ask an owner to add it.",
  company_not_fresh: "Your company's identity provider didn't ask you to sign in again.",
  provider_unusable: "Your company's identity provider can't be reached. Try again in a moment.",
  failed: "The sign-in failed. Try again.",
};
