/** Luwte's mark: a shelter, and somebody in its lee. */
export function Logo({ size = 32 }: { size?: number }) {
	return (
		<svg viewBox="0 0 64 64" width={size} height={size} aria-hidden="true" focusable="false">
			<rect width="64" height="64" rx="16" fill="#1f5c55" />
			<path
				d="M16 18c0 20 9 29 30 29"
				fill="none"
				stroke="#f7f3ec"
				stroke-width="7"
				stroke-linecap="round"
			/>
			<circle cx="38" cy="25" r="8" fill="#f2b872" />
		</svg>
	);
}
