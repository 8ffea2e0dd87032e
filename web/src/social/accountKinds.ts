import type { Account } from "@/contract/types";
import type { Field } from "@/ui/FieldsForm";

/** What an account is connected with, by platform; what an account is already known with is filled in. */
export function accountFields(platform: string, account?: Account): Field[] {
  if (platform === "mastodon")
    return [
      {
        name: "instance",
        label: "Server",
        placeholder: "https://mastodon.social",
        required: true,
        initial: account?.service ?? "",
      },
      {
        name: "accessToken",
        label: "Access token",
        kind: "secret",
        required: true,
        description:
          "Create one on your server under Preferences > Development with read:accounts, read:statuses, write:statuses and write:media.",
      },
    ];
  return [
    {
      name: "handle",
      label: "Handle",
      placeholder: "name.bsky.social",
      required: true,
      initial: account?.handle ?? "",
    },
    {
      name: "appPassword",
      label: "App password",
      kind: "secret",
      required: true,
      description:
        "Create one in Bluesky under Settings > Privacy and security > App passwords. Don't use your account password.",
    },
    { name: "service", label: "Server", required: true, initial: account?.service ?? "https://bsky.social" },
  ];
}
