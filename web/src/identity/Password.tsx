import { Anchor, Checkbox } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { useFormWrite } from "@/ui/Form";
import { Notice } from "@/ui/States";
import { AuthForm, EmailField, PasswordField, passwordRule } from "./AuthForm";
import { AuthPage } from "./AuthPage";

const backToSignIn = (
  <Anchor component={Link} to="/sign-in" inherit>
    Back to sign in
  </Anchor>
);

export function ForgotPassword() {
  const form = useForm({ initialValues: { email: "" } });
  const ask = useFormWrite(form, {
    run: (body: typeof form.values) => take(api.POST("/api/auth/password/forgot", { body })),
  });
  return (
    <AuthPage title="Forgot your password?" lead="We'll send you a link to reset it." foot={backToSignIn}>
      {ask.isSuccess ? (
        <Notice tone="good" title="Check your inbox">
          If {form.values.email} has an account, we sent a link. It works for one hour.
        </Notice>
      ) : (
        <AuthForm form={form} save={ask} label="Send link">
          <EmailField form={form} />
        </AuthForm>
      )}
    </AuthPage>
  );
}

export function ResetPassword() {
  const { token } = useSearch({ strict: false }) as { token?: string };
  const router = useRouter();
  const form = useForm({ initialValues: { password: "", revokeApiKeys: false } });
  const reset = useFormWrite(form, {
    run: (values: typeof form.values) =>
      take(api.POST("/api/auth/password/reset", { body: { token: token ?? "", ...values } })),
    onDone: () => router.navigate({ to: "/sign-in", search: { why: "reset" } }),
  });
  return (
    <AuthPage title="Set a new password" lead="You will be signed out on all other devices." foot={backToSignIn}>
      {token ? (
        <AuthForm form={form} save={reset} label="Change password">
          <PasswordField form={form} label="New password" description={passwordRule} autoFocus />
          <Checkbox
            label="Also revoke my API keys"
            description="Select this if someone else may have used your account. Software that uses your keys stops working."
            {...form.getInputProps("revokeApiKeys", { type: "checkbox" })}
          />
        </AuthForm>
      ) : (
        <Notice tone="warn" title="This link is incomplete">
          Open the link in your e-mail again, or request a new one.
        </Notice>
      )}
    </AuthPage>
  );
}
