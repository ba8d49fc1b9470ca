import { derive } from "./derive";
import { type ParticipantKeys, participantKeys } from "./participant-keys";

/** `seed`: the 32 random bytes that the bundle keeps. */
export async function counsellorKeys(seed: Uint8Array): Promise<ParticipantKeys> {
	return participantKeys(derive(seed, "counsellor-sign"), derive(seed, "counsellor-seal"));
}
