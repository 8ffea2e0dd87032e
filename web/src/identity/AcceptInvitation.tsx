import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { fieldErrors } from "@/contract/problem";
import { signedIn } from "@/contract/session";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { AuthPage } from "./AuthPage";

export function AcceptInvitation() {
  const { token } = useSearch({ from: "/accept" });
  const router = useRouter();
  const form = useForm({ initialValues: { name: "", password: "" } });
  const accept = useWrite({
    run: (values: typeof form.values) =>
      take(api.POST("/api/members/accept", { body: { ...values, token: token ?? "" } })),
    onDone: (session) => {
      signedIn(session);
      router.navigate({ to: "/" });
    },
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });

  return (
    <AuthPage
      title="Join the workspace"
      lead="Enter your name and choose a password to join."
      foot={
        <Anchor component={Link} to="/sign-in" inherit>
          Sign in instead
        </Anchor>
      }
    >
      {token ? (
        <form onSubmit={form.onSubmit((values) => accept.mutate(values))}>
          <Stack gap="sm">
            <FormProblem error={accept.error} />
            <TextInput
              label="Your name"
              autoComplete="name"
              autoFocus
              required
              withAsterisk={false}
              {...form.getInputProps("name")}
            />
            <PasswordInput
              label="Password"
              description="Choose a new password, or enter your own if you already have an account."
              autoComplete="new-password"
              required
              withAsterisk={false}
              {...form.getInputProps("password")}
            />
            <Button type="submit" fullWidth loading={accept.isPending} mt={4}>
              Join
            </Button>
          </Stack>
        </form>
      ) : (
        <Notice tone="warn" title="This link is incomplete">
          Open the link from your invitation again, or request a new one.
        </Notice>
      )}
    </AuthPage>
  );
}
