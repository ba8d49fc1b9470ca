import { defineConfig } from "vitest/config";

// Tests of screens ask for a document themselves: `// @vitest-environment happy-dom`.
export default defineConfig({
	plugins: [
		{
			name: "python-as-text",
			transform: (code, id) =>
				id.endsWith(".py") ? `export default ${JSON.stringify(code)}` : undefined,
		},
	],
	esbuild: { jsx: "automatic", jsxImportSource: "preact" },
	define: { LUWTE_WORKER: JSON.stringify("/talk/assets/worker.js") },
	test: {
		include: ["client/**/*.test.{ts,tsx}"],
		reporters: ["default"],
		maxWorkers: 2,
		// Sealing to a passphrase takes seconds by design, and more on a busy machine.
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});
