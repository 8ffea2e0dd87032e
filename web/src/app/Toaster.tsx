import { Notifications } from "@mantine/notifications";

/** Where the messages appear; in a file of its own, so that only its code is loaded with the first of them. */
export function Toaster() {
  return <Notifications position="top-center" limit={4} autoClose={5000} />;
}
