import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.FANFARE_URL ?? "http://localhost:8080";
const outside = ["/api", "/n/", "/e/"];

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  html: { cspNonce: "__CSP_NONCE__" },
  build: { target: "es2023", assetsInlineLimit: 0, chunkSizeWarningLimit: 800 },
  server: {
    port: Number(process.env.FANFARE_WEB_PORT ?? 5173),
    proxy: Object.fromEntries(outside.map((path) => [path, { target: server, ws: path === "/api" }])),
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"] },
});
