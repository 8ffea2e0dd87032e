import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const server = process.env.FANFARE_URL ?? "http://localhost:8080";
const outside = ["/api", "/n/", "/e/"];

/** Leaves the small forms beside each file as it was written, so that the server has nothing to compress. */
const compressed: Plugin = {
  name: "compressed",
  apply: "build",
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (!dir || !/\.(js|css)$/.test(name)) continue;
      const source = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(source));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(source, { level: 9 }));
    }
  },
};

const firstLoad = 250_000;

/** Home must stay quick to open: the build fails when it loads more JavaScript than this, gzipped, the palette included. */
const budget: Plugin = {
  name: "budget",
  apply: "build",
  generateBundle(_, bundle) {
    const chunks = new Map(
      Object.values(bundle).flatMap((file) => (file.type === "chunk" ? [[file.fileName, file]] : [])),
    );
    const loaded = new Set<string>();
    const load = (name: string) => {
      const chunk = chunks.get(name);
      if (!chunk || loaded.has(name)) return;
      loaded.add(name);
      chunk.imports.forEach(load);
    };
    for (const chunk of chunks.values())
      if (chunk.isEntry || /app\/(Home|Palette)\.tsx$/.test(chunk.facadeModuleId ?? "")) load(chunk.fileName);
    const bytes = [...loaded].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? "").length, 0);
    this.info(`Home loads ${Math.round(bytes / 1000)} kB of JavaScript, gzipped, in ${loaded.size} files`);
    if (bytes > firstLoad) this.error(`Home loads ${bytes} bytes of JavaScript, gzipped; at most ${firstLoad}`);
  },
};

/** Emoji with their names, a quarter of the size of the data they come from. */
const emoji: Plugin = {
  name: "emoji",
  resolveId: (id) => (id === "virtual:emoji" ? `\0${id}` : undefined),
  load(id) {
    if (id !== "\0virtual:emoji") return undefined;
    const source = new URL("./node_modules/emojibase-data/en/compact.json", import.meta.url);
    const all: { unicode: string; label: string; tags?: string[]; group?: number; order?: number }[] = JSON.parse(
      readFileSync(source, "utf8"),
    );
    const shown = all.filter(({ group }) => group !== undefined && group !== 2);
    shown.sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    const rows = shown.map(({ unicode, label, tags = [] }) => [unicode, label, tags.join(" ")]);
    return `export default ${JSON.stringify(rows)}`;
  },
};

/**
 * One file for what every page needs, one for the fields of forms, one for what most other pages share; the rest per page.
 * Home has no form, so the shared parts must not need one.
 */
const fields =
  /@mantine\/(form|dates)\/|dayjs|components\/(Combobox|Select|TagsInput|Pill|PillsInput|SegmentedControl|FloatingIndicator)\//;
const needsFields = /ui\/(Form|CheckedForm|Filters|PlanTime|useFormWrite)\.tsx?$/;
const groups = [
  { name: "start", tags: ["$initial" as const], priority: 3 },
  { name: "parts", test: (id: string) => !fields.test(id) && !needsFields.test(id), minShareCount: 22, priority: 2 },
  { name: "fields", test: fields, minShareCount: 16, priority: 1 },
];

export default defineConfig({
  plugins: [react(), compressed, budget, emoji],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    reportCompressedSize: false,
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: {
    fs: { allow: [".."] },
    port: Number(process.env.FANFARE_WEB_PORT ?? 5173),
    proxy: Object.fromEntries(outside.map((path) => [path, { target: server, ws: path === "/api" }])),
  },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.{ts,tsx}"],
    testTimeout: 30_000,
    // As in a browser: the form for Node reads no bytes.
    alias: { mammoth: join(import.meta.dirname, "node_modules/mammoth/mammoth.browser.min.js") },
  },
});
