import { FileInput, Modal, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState, useSyncExternalStore } from "react";
import { api, saveAs, sendText, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, IngestResult } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { counted } from "@/ui/format";
import { Chips } from "@/ui/layout";
import { knownChannels, platformName } from "@/ui/platforms";
import { Notice } from "@/ui/States";
import { addingFigures } from "./adding";

const counts = [
  ["impressions", "Views"],
  ["clicks", "Clicks"],
  ["conversions", "Conversions"],
  ["engagements", "Engagements"],
  ["spend", "Spend"],
  ["revenue", "Revenue"],
] as const;

/** Figures that Fanfare can't see, by hand for one day or from a file. */
export function AddFigures() {
  const campaign = useSyncExternalStore(addingFigures.subscribe, addingFigures.get);
  const [way, setWay] = useState<"hand" | "file">("hand");
  const close = () => addingFigures.set(undefined);
  return (
    <Modal opened={Boolean(campaign)} onClose={close} title="Add figures">
      {campaign ? (
        <Stack gap="sm">
          <Text c="dimmed">
            Fanfare counts newsroom views, opens and clicks itself. Everything else, such as sign-ups on your website,
            comes from you.
          </Text>
          <Chips
            label="How"
            options={[
              { value: "hand", label: "One day by hand" },
              { value: "file", label: "CSV file" },
            ]}
            value={way}
            onChange={(next) => setWay(next ?? way)}
          />
          {way === "hand" ? (
            <ByHand campaign={campaign} close={close} />
          ) : (
            <FromFile campaign={campaign} close={close} />
          )}
        </Stack>
      ) : null}
    </Modal>
  );
}

interface WayProps {
  campaign: Campaign;
  close: () => void;
}

const stale = ({ id }: Campaign) => [keys.campaign(id), [...keys.campaigns, "figures"]];

function ByHand({ campaign, close }: WayProps) {
  const channels = [...new Set([...campaign.channels, ...knownChannels])];
  const form = useForm<Record<string, string>>({
    initialValues: { channel: channels[0] ?? "newsroom", date: new Date().toISOString().slice(0, 10) },
  });
  const save = useFormWrite<Record<string, string>, Record<string, string>, IngestResult>(form, {
    run: ({ channel, date, ...values }) => {
      const figures = Object.fromEntries(
        Object.entries(values).flatMap(([key, value]) => (`${value}` === "" ? [] : [[key, Number(value)]])),
      );
      const record = { campaignId: campaign.id, channel, source: "by_hand", date, ...figures };
      return take(api.POST("/api/metrics/ingest", { body: { records: [record] } })).then((result) => {
        const [fault] = result.errors;
        if (fault) form.setErrors({ [fault.field]: fault.message });
        else close();
        return result;
      });
    },
    done: "Figures added.",
    stale: stale(campaign),
  });
  return (
    <Form form={form} save={save} label="Add figures" close={close}>
      <SimpleGrid cols={2} spacing="sm">
        <Select
          label="Channel"
          data={channels.map((value) => ({ value, label: platformName(value) }))}
          allowDeselect={false}
          {...form.getInputProps("channel")}
        />
        <TextInput type="date" label="Day" required {...form.getInputProps("date")} />
        {counts.map(([key, label]) => (
          <NumberInput
            key={key}
            label={
              label === "Spend" || label === "Revenue" ? `${label} (${campaign.budget?.currency ?? "EUR"})` : label
            }
            min={0}
            hideControls
            placeholder="No data"
            {...form.getInputProps(key)}
          />
        ))}
      </SimpleGrid>
      <Text c="dimmed" size="xs">
        Figures that you added by hand for the same day and channel are replaced.
      </Text>
    </Form>
  );
}

const example = "date,channel,impressions,clicks,conversions,spend,currency\n2026-11-20,linkedin,1200,48,6,25.50,EUR\n";

function FromFile({ campaign, close }: WayProps) {
  const [file, setFile] = useState<File | null>(null);
  const form = useForm<Record<string, unknown>>({ initialValues: {} });
  const save = useFormWrite<Record<string, unknown>, Record<string, unknown>, IngestResult>(form, {
    run: async () =>
      sendText<IngestResult>("/api/metrics/ingest", "text/csv", ofCampaign(await (file as File).text(), campaign.id)),
    stale: stale(campaign),
  });
  const result = save.data;
  return (
    <Form form={form} save={save} label="Import" close={close} disabled={!file}>
      <FileInput
        label="CSV file"
        description="One row for each day and channel, with these column names: date, channel, impressions, clicks, conversions, spend, currency."
        placeholder="Choose a file"
        accept=".csv,text/csv"
        value={file}
        onChange={setFile}
      />
      <Text size="xs">
        <button
          type="button"
          style={{ border: 0, padding: 0, background: "none", color: "var(--mantine-color-anchor)", cursor: "pointer" }}
          onClick={() => saveAs(new Blob([example], { type: "text/csv" }), "figures.csv")}
        >
          Download an example
        </button>
      </Text>
      {result ? (
        <Notice tone={result.rejected > 0 ? "warn" : "good"} title={`${counted(result.accepted, "row")} imported`}>
          {result.errors.slice(0, 5).map(({ record, field, message }) => (
            <p key={`${record} ${field}`}>
              Row {record + 2}: {field} {message}
            </p>
          ))}
        </Notice>
      ) : null}
    </Form>
  );
}

/** The rows of a file as those of a campaign: the columns that a person need not fill in are put in front. */
export function ofCampaign(text: string, id: string) {
  const [header = "", ...rows] = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const separator = header.includes(";") && !header.includes(",") ? ";" : ",";
  const names = header.split(separator).map((name) => name.replace(/["\s_]/g, "").toLowerCase());
  const missing = [
    ["campaignId", id],
    ["source", "file"],
  ].filter(([name]) => !names.includes((name ?? "").toLowerCase()));
  const front = (values: (string | undefined)[], row: string) => [...values, row].join(separator);
  return [
    front(
      missing.map(([name]) => name),
      header,
    ),
    ...rows
      .filter((row) => row.trim() !== "")
      .map((row) =>
        front(
          missing.map(([, value]) => value),
          row,
        ),
      ),
  ].join("\n");
}
