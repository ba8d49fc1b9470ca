import { concat, u32, utf8 } from "./bytes";
import { sha256 } from "./derive";

/**
 * Runs something with `crypto.getRandomValues` answering from a seed, so that vectors come out the
 * same each time. For the vectors' generator and its test alone: no application imports this.
 */
export async function withSeededRandom<T>(seed: string, run: () => Promise<T>): Promise<T> {
	const genuine = crypto.getRandomValues;
	let counter = 0;
	const answer = <A extends ArrayBufferView | null>(array: A): A => {
		if (!(array instanceof Uint8Array)) throw new TypeError("bytes only");
		for (let at = 0; at < array.length; at += 32) {
			const block = sha256(concat(utf8(`${seed}\n`), u32(counter++)));
			array.set(block.subarray(0, Math.min(32, array.length - at)), at);
		}
		return array;
	};
	Object.defineProperty(crypto, "getRandomValues", { value: answer, configurable: true });
	try {
		return await run();
	} finally {
		Object.defineProperty(crypto, "getRandomValues", { value: genuine, configurable: true });
	}
}
