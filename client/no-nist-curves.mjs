/**
 * Stands in for `@noble/curves/nist.js` in the browser applications: age's library knows formats
 * with these curves, ours uses none of them, and they are a tenth of the Worker. What is described
 * here is what the library looks at when it is loaded; whoever uses a curve gets an error.
 */

function absent() {
	throw new Error("this build has no NIST curves");
}

const curve = {
	Point: { Fn: {}, fromBytes: absent },
	lengths: {
		publicKey: 33,
		publicKeyHasPrefix: true,
		publicKeyUncompressed: 65,
		secretKey: 32,
		seed: 48,
	},
	utils: { randomSecretKey: absent },
	getPublicKey: absent,
	getSharedSecret: absent,
	keygen: absent,
};

export const p256 = curve;
export const p384 = curve;
