import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { MailingValues } from "./mailingValues";

type Words = Pick<MailingValues, "subject" | "preheader" | "kind" | "markdown" | "mjml" | "html" | "segmentId"> & {
  name?: string;
};

/** The mail as the server would send it, drawn while it is written. */
export function useUnsavedPreview(campaignId: string, values: Words, contactId: string | null, enabled = true) {
  const { name, subject, preheader, kind, segmentId } = values;
  const body = JSON.stringify({
    campaignId,
    ...(name ? { name } : {}),
    subject,
    preheader,
    [kind]: values[kind as "markdown" | "mjml" | "html"],
    ...(segmentId ? { segmentId } : {}),
    ...(contactId ? { contactId } : {}),
  });
  const [asked] = useDebouncedValue(body, 400);
  return useQuery({
    queryKey: [...keys.mailPreviews, asked],
    queryFn: () => take(api.POST("/api/email/preview", { body: JSON.parse(asked) })),
    placeholderData: keepPreviousData,
    enabled,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
