import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { fieldErrors } from "@/contract/problem";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { AuthPage } from "./AuthPage";

const backToSignIn = (
  <Anchor component={Link} to="/sign-in" inherit>
    Back to sign in
  </Anchor>
);

export function ForgotPassword() {
  const form = useForm({ initialValues: { email: "" } });
  const ask = useWrite({
    run: (body: { email: string }) => take(api.POST("/api/auth/password/forgot", { body })),
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });

  return (
    <AuthPage title="Forgot your password?" lead="We'll send you a link to reset it." foot={backToSignIn}>
      {ask.isSuccess ? (
        <Notice tone="good" title="Check your inbox">
          If {form.values.email} has an account, we sent a link. It works for one hour.
        </Notice>
      ) : (
        <form onSubmit={form.onSubmit((values) => ask.mutate(values))}>
          <Stack gap="sm">
            <FormProblem error={ask.error} />
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="username"
              autoFocus
              required
              withAsterisk={false}
              {...form.getInputProps("email")}
            />
            <Button type="submit" fullWidth loading={ask.isPending} mt={4}>
              Send link
            </Button>
          </Stack>
        </form>
      )}
    </AuthPage>
  );
}

export function ResetPassword() {
  const { token } = useSearch({ from: "/reset" });
  const router = useRouter();
  const form = useForm({ initialValues: { password: "" } });
  const reset = useWrite({
    run: ({ password }: { password: string }) =>
      take(api.POST("/api/auth/password/reset", { body: { token: token ?? "", password } })),
    onDone: () => router.navigate({ to: "/sign-in", search: { why: "reset" } }),
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });

  return (
    <AuthPage title="Set a new password" lead="This signs you out everywhere else." foot={backToSignIn}>
      {token ? (
        <form onSubmit={form.onSubmit((values) => reset.mutate(values))}>
          <Stack gap="sm">
            <FormProblem error={reset.error} />
            <PasswordInput
              label="New password"
              description="At least 10 characters. A short sentence works well."
              autoComplete="new-password"
              autoFocus
              required
              withAsterisk={false}
              {...form.getInputProps("password")}
            />
            <Button type="submit" fullWidth loading={reset.isPending} mt={4}>
              Change password
            </Button>
          </Stack>
        </form>
      ) : (
        <Notice tone="warn" title="This link is incomplete">
          Open the link in your e-mail again, or request a new one.
        </Notice>
      )}
    </AuthPage>
  );
}
