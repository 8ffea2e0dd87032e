import { Anchor, Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { fieldErrors } from "@/contract/problem";
import { signedIn } from "@/contract/session";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { AuthPage } from "./AuthPage";

export function SignIn() {
  const { next, why } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const form = useForm({ initialValues: { email: "", password: "" } });
  const signIn = useWrite({
    run: (body: { email: string; password: string }) => take(api.POST("/api/auth/login", { body })),
    onDone: (session) => {
      signedIn(session);
      router.history.push(next ?? "/");
    },
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });

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
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
        <Stack gap="sm">
          {why && !signIn.error ? <Notice tone="info">{reasons[why] ?? reasons.ended}</Notice> : null}
          <FormProblem error={signIn.error} />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus
            required
            withAsterisk={false}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            {...form.getInputProps("password")}
          />
          <Button type="submit" fullWidth loading={signIn.isPending} mt={4}>
            Sign in
          </Button>
          <Group justify="center">
            <Anchor component={Link} to="/forgot" size="sm">
              Forgot your password?
            </Anchor>
          </Group>
        </Stack>
      </form>
    </AuthPage>
  );
}

const reasons: Record<string, string> = {
  ended: "Your session has ended. Sign in again to continue.",
  reset: "Your password was changed. Sign in with the new one.",
};
