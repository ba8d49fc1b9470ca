/** A portrait small enough for a slow line, and without anything that the camera wrote into it. */

const SIDE = 320;
const QUALITY = 0.82;

/** The middle square of a picture as WebP. Drawing it anew leaves all metadata behind. */
export async function smallPortrait(file: Blob): Promise<Blob> {
	const picture = await createImageBitmap(file);
	const side = Math.min(picture.width, picture.height);
	const canvas = document.createElement("canvas");
	canvas.width = SIDE;
	canvas.height = SIDE;
	const pen = canvas.getContext("2d");
	if (!pen) throw new Error("this browser can't draw");
	const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
	pen.drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
	picture.close();
	return new Promise((resolve, reject) => {
		const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error("not encoded")));
		canvas.toBlob(done, "image/webp", QUALITY);
	});
}
