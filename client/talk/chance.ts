/** Chance from the browser's cryptographic source, so that an order can't be foretold. */

function below(limit: number): number {
	const most = Math.floor(0x1_0000_0000 / limit) * limit;
	const draw = new Uint32Array(1);
	do crypto.getRandomValues(draw);
	while ((draw[0] as number) >= most);
	return (draw[0] as number) % limit;
}

/** The same things in an order of chance: nobody is always first. */
export function shuffled<T>(things: readonly T[]): T[] {
	const order = [...things];
	for (let last = order.length - 1; last > 0; last--) {
		const other = below(last + 1);
		[order[last], order[other]] = [order[other] as T, order[last] as T];
	}
	return order;
}

/** `count` different positions below `length`, ascending. */
export function drawn(count: number, length: number): number[] {
	const all = Array.from({ length }, (_, position) => position);
	return shuffled(all)
		.slice(0, count)
		.sort((one, other) => one - other);
}
