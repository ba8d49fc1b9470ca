/** Line drawings of 24 by 24, beside words; never instead of them. */

const PATHS = {
	today: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14l3 3 5-5",
	cases: "M3 7h7l2 2h9v10H3zM3 7v12",
	phone:
		"M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z",
	people:
		"M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21a7 7 0 0 1 14 0M16 3.5a4 4 0 0 1 0 7.5M18 14.5a7 7 0 0 1 4 6.5",
	settings: "M4 7h10M18 7h2M4 17h2M10 17h10M16 4v6M8 14v6",
	lock: "M6 11h12v10H6zM8 11V8a4 4 0 0 1 8 0v3",
	keyboard: "M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 15h8",
	attach: "M8 12l6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l8-8",
	clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
	note: "M5 3h14v18H5zM8 8h8M8 12h8M8 16h5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
	return (
		<svg
			class="icon"
			viewBox="0 0 24 24"
			width="24"
			height="24"
			aria-hidden="true"
			focusable="false"
		>
			<path
				d={PATHS[name]}
				fill="none"
				stroke="currentColor"
				stroke-width="1.8"
				stroke-linecap="round"
				stroke-linejoin="round"
			/>
		</svg>
	);
}
