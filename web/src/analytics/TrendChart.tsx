import "@mantine/charts/styles.css";
import { AreaChart } from "@mantine/charts";
import { ReferenceDot } from "recharts";
import { shortDay } from "@/ui/format";
import { shown } from "./figures";

export interface Point {
  date: string;
  value: number | null;
}

interface TrendChartProps {
  points: Point[];
  /** Unusual days, with the expected value. */
  anomalies: Point[];
  label: string;
  kind: "count" | "money" | "rate" | "ratio";
  currency: string | null | undefined;
}

/** One figure over the days. In a chunk of its own: the chart library loads only when a chart is shown. */
export function TrendChart({ points, anomalies, label, kind, currency }: TrendChartProps) {
  return (
    <AreaChart
      h={260}
      data={points.map(({ date, value }) => ({ date, [label]: value }))}
      dataKey="date"
      series={[{ name: label, color: "iris.5" }]}
      curveType="linear"
      withDots={points.length <= 31}
      dotProps={{ r: 2.5, strokeWidth: 1 }}
      activeDotProps={{ r: 4, strokeWidth: 1 }}
      strokeWidth={1.75}
      fillOpacity={0.16}
      gridAxis="x"
      tickLine="none"
      valueFormatter={(value) => shown(kind, value, currency)}
      xAxisProps={{
        tickFormatter: (day: string) => shortDay(day).replace(/ \d{4}$/, ""),
        minTickGap: 36,
        interval: "equidistantPreserveStart",
      }}
      yAxisProps={{
        width: 68,
        allowDecimals: kind !== "count",
        tickFormatter: (value: number) => shown(kind, value, currency, true),
      }}
      areaChartProps={{ accessibilityLayer: false }}
    >
      {anomalies.map(({ date, value }) => (
        <ReferenceDot
          key={date}
          x={date}
          y={value ?? 0}
          r={5}
          fill="var(--warn)"
          stroke="var(--panel)"
          strokeWidth={2}
          ifOverflow="extendDomain"
        />
      ))}
    </AreaChart>
  );
}
