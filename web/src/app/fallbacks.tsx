import { Button } from "@mantine/core";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useEffect } from "react";
import { queryClient } from "@/contract/queries";
import { useSession } from "@/contract/session";
import { PageTitle } from "@/ui/Page";
import { Empty, Failed } from "@/ui/States";

export function NotThere() {
  return (
    <div style={{ padding: "12vh 16px" }}>
      <PageTitle text="Not found" />
      <Empty whole icon={SearchX} title="Page not found" text="This page doesn't exist or was deleted.">
        <Button component={Link} to="/" variant="default">
          Go home
        </Button>
      </Empty>
    </div>
  );
}

export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div style={{ padding: "12vh 16px" }}>
      <PageTitle text="Something went wrong" />
      <Failed
        error={error}
        retry={() => {
          reset();
          router.invalidate();
        }}
      />
    </div>
  );
}

/** A session that ends in the middle of work leads to sign-in and back to the same page. */
export function SignedOutWatch() {
  const session = useSession();
  const router = useRouter();
  useEffect(() => {
    if (session.kind !== "out" || !session.why) return;
    const { pathname, href } = router.state.location;
    if (!inside(pathname)) return;
    // The page that is left needs its data until it is gone.
    router
      .navigate({
        to: "/sign-in",
        search: session.why === "left" ? {} : { next: pathname === "/" ? undefined : href, why: "ended" as const },
      })
      .then(() => queryClient.clear());
  }, [session, router]);
  return null;
}

const outside = ["/sign-in", "/sign-up", "/accept", "/forgot", "/reset", "/docs"];
function inside(path: string) {
  return !outside.includes(path) && !path.startsWith("/reviews/");
}
