import { Button, Group, Stack, TextInput } from "@mantine/core";
import { WandSparkles } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { BlogPost, Campaign } from "@/contract/types";
import { counted } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { PlatformToggles } from "@/ui/PlatformToggles";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { places } from "./queries";

/** Chooses the channels that the post is rewritten for. */
export function Repurpose({ campaign, post, made }: { campaign: Campaign; post: BlogPost; made: string[] }) {
  const used = places.filter((place) => campaign.channels.includes(place));
  const usual = (used.length > 0 ? used : ["linkedin", "email"]).filter((place) => !made.includes(place));
  const [picked, setPicked] = useState<string[]>();
  const chosen = picked ?? usual;
  const [tone, setTone] = useState("");
  const write = useWrite({
    run: () =>
      take(
        api.POST("/api/content/repurpose/{blogPostId}", {
          params: { path: { blogPostId: post.id } },
          body: {
            platforms: places.filter((place) => chosen.includes(place)),
            campaignId: campaign.id,
            ...(tone.trim() ? { tone } : {}),
          },
        }),
      ),
    stale: [keys.blogPosts, keys.campaign(campaign.id)],
    done: ({ items }) => `${counted(items.length, "draft")} created. Review them, then approve or schedule.`,
  });
  return (
    <Panel title="Rewrite for">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate();
        }}
      >
        <Stack gap="sm">
          <FormProblem error={write.error} />
          <PlatformToggles
            platforms={places}
            value={chosen}
            onChange={setPicked}
            note={(place) => (made.includes(place) ? "Created" : "")}
          />
          <Group gap="sm" align="flex-end">
            <TextInput
              label="Tone"
              placeholder="Brand voice"
              flex={1}
              miw={160}
              value={tone}
              onChange={(event) => setTone(event.currentTarget.value)}
            />
            <Button
              type="submit"
              leftSection={<WandSparkles size={15} aria-hidden />}
              loading={write.isPending}
              disabled={chosen.length === 0}
            >
              {chosen.length > 0 ? `Create ${counted(chosen.length, "draft")}` : "Create drafts"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
