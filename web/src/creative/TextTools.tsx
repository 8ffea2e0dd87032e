import { Button, Group, Stack } from "@mantine/core";
import { Scissors, Shuffle } from "lucide-react";
import { api, take } from "@/contract/api";
import { LengthMeter } from "@/ui/LengthMeter";
import { RowList } from "@/ui/List";
import { Panel, PanelBody } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./creative.module.css";

interface TextToolsProps {
  platform: string;
  text: string;
  use: (text: string) => void;
}

/** Other ways to say it, and the same within the platform's length; nothing is replaced before it was chosen. */
export function TextTools({ platform, text, use }: TextToolsProps) {
  const vary = useWrite({
    run: () => take(api.POST("/api/content/variations", { body: { text, platform: platform as never, count: 3 } })),
  });
  const fit = useWrite({
    run: () => take(api.POST("/api/content/optimize-length", { body: { text, platform: platform as never } })),
  });
  const offers = [
    ...(fit.data ? [{ text: fit.data.text, note: fit.data.cut ? "Shortened" : "Already fits" }] : []),
    ...(vary.data?.variations ?? []).map((variation, index) => ({
      text: variation.text,
      note: `Variation ${index + 1}`,
    })),
  ];
  const choose = (chosen: string) => {
    use(chosen);
    vary.reset();
    fit.reset();
  };
  const empty = text.trim() === "";
  return (
    <Panel
      title="Caption variations"
      padded={false}
      aside={
        <Group gap={6} wrap="nowrap">
          <Button
            size="xs"
            variant="default"
            leftSection={<Shuffle size={13} aria-hidden />}
            loading={vary.isPending}
            disabled={empty}
            onClick={() => vary.mutate()}
          >
            Suggest variations
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<Scissors size={13} aria-hidden />}
            loading={fit.isPending}
            disabled={empty}
            onClick={() => fit.mutate()}
          >
            Fit to {platformName(platform)}
          </Button>
        </Group>
      }
    >
      {vary.error || fit.error ? (
        <PanelBody>
          <FormProblem error={vary.error ?? fit.error} />
        </PanelBody>
      ) : null}
      {offers.length === 0 ? (
        <p className={classes.hint}>
          {empty ? "Write a caption first." : "Get three variations, or shorten the caption to fit the platform."}
        </p>
      ) : (
        <RowList>
          {offers.map((offer) => (
            <li key={offer.note} className={classes.offer}>
              <Stack gap={4} miw={0} flex={1}>
                <p className={classes.offerText}>{offer.text}</p>
                <Group gap="sm">
                  <span className={classes.note}>{offer.note}</span>
                  <LengthMeter platform={platform} text={offer.text} />
                </Group>
              </Stack>
              <Button size="xs" variant="default" onClick={() => choose(offer.text)}>
                Use this
              </Button>
            </li>
          ))}
        </RowList>
      )}
    </Panel>
  );
}
