/** Something is going on: a turning ring, and words for those who don't see it. */
export function Spinner({ text }: { text: string }) {
	return (
		<span class="spinner" role="status">
			<span class="spinner__ring" aria-hidden="true" />
			<span>{text}</span>
		</span>
	);
}
