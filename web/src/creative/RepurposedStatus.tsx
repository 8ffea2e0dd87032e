import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Check, ChevronDown, X } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { BlogPost, Repurposed } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { useWrite } from "@/ui/useWrite";
import { repurposedQuery } from "./queries";

type Mark = Repurposed["status"];

export function StatusMenu({ post, item }: { post: BlogPost; item: Repurposed }) {
  const queries = useQueryClient();
  const key = repurposedQuery(post.id).queryKey;
  const mark = useWrite({
    run: async (status: Mark) => {
      const before = queries.getQueryData(key);
      queries.setQueryData(key, (old) =>
        old
          ? { ...old, items: old.items.map((one) => (one.contentId === item.contentId ? { ...one, status } : one)) }
          : old,
      );
      try {
        return await take(
          api.PATCH("/api/content/repurposed/{contentId}/status", {
            params: { path: { contentId: item.contentId } },
            body: { status },
          }),
        );
      } catch (error) {
        queries.setQueryData(key, before);
        throw error;
      }
    },
    stale: [[...keys.blogPosts, post.id]],
    onRefused: showProblem,
  });
  if (!item.can.includes("setRepurposedStatus")) return null;
  if (item.status !== "draft")
    return (
      <Menu>
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<ChevronDown size={13} aria-hidden />}>
            Change status
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(["draft", "approved", "rejected", "published"] as const)
            .filter((status) => status !== item.status && (status !== "published" || item.status === "approved"))
            .map((status) => (
              <Menu.Item key={status} onClick={() => mark.mutate(status)}>
                {
                  { draft: "Back to draft", approved: "Approve", rejected: "Reject", published: "Mark as published" }[
                    status
                  ]
                }
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    );
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<X size={13} aria-hidden />}
        onClick={() => mark.mutate("rejected")}
      >
        Reject
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<Check size={13} aria-hidden />}
        onClick={() => mark.mutate("approved")}
      >
        Approve
      </Button>
    </>
  );
}
