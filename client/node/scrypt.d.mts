import type { scrypt as portable } from "@noble/hashes/scrypt.js";

export const scrypt: typeof portable;
