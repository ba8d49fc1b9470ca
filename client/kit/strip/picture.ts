/**
 * Pictures are drawn anew: the pixels stay, everything around them goes (place, device, time,
 * thumbnails, editing history). PNG stays exact, JPEG and WebP are saved at high quality.
 */

import type { Cleaned } from "./strip.ts";

const JPEG_QUALITY = 0.92;

/** By the first bytes, since a name or type can be wrong. */
export function pictureType(head: Uint8Array): string {
	const text = String.fromCharCode(...head);
	if (head[0] === 0xff && head[1] === 0xd8) return "image/jpeg";
	if (text.startsWith("\x89PNG")) return "image/png";
	if (text.startsWith("GIF8")) return "image/gif";
	if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "image/webp";
	if (text.startsWith("BM")) return "image/bmp";
	return "";
}

export const isPicture = (head: Uint8Array) => pictureType(head) !== "";

export async function cleanPicture(file: Blob): Promise<Cleaned> {
	const type = pictureType(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
	const blob = await redraw(file, type);
	if (blob === null) return { outcome: "cannot" };
	return { outcome: "cleaned", blob, left: type === "image/gif" ? ["first-frame-only"] : [] };
}

/** The picture without anything but its pixels; null when this browser can't draw it. */
export async function redraw(file: Blob, type: string): Promise<Blob | null> {
	const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
	const canvas = document.createElement("canvas");
	canvas.width = bitmap.width;
	canvas.height = bitmap.height;
	const context = canvas.getContext("2d");
	if (context === null) return null;
	context.drawImage(bitmap, 0, 0);
	bitmap.close();
	const target = type === "image/jpeg" || type === "image/webp" ? type : "image/png";
	return await new Promise((resolve) => {
		canvas.toBlob(resolve, target, JPEG_QUALITY);
	});
}
