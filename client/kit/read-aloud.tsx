/** Reads the screen aloud, with voices that live on the device: a remote voice would hear it. */

import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "./button.tsx";
import { type Language, language, t } from "./locale.ts";

/** The on-device voice for this language, if there is one. */
export function localVoice(
	voices: readonly SpeechSynthesisVoice[],
	wanted: Language,
): SpeechSynthesisVoice | undefined {
	return voices.find(
		(voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === wanted,
	);
}

export interface ReadAloudProps {
	/** The part of the page to read. */
	target: RefObject<HTMLElement | null>;
}

/** Shows nothing where the device has no voice of its own for the language. */
export function ReadAloud({ target }: ReadAloudProps) {
	const voices = useSignal<readonly SpeechSynthesisVoice[]>([]);
	const speaking = useSignal(false);
	const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
	useEffect(() => {
		if (!speech) return;
		const refresh = () => {
			voices.value = speech.getVoices();
		};
		refresh();
		speech.addEventListener("voiceschanged", refresh);
		return () => {
			speech.removeEventListener("voiceschanged", refresh);
			speech.cancel();
		};
	}, [speech, voices]);
	const voice = localVoice(voices.value, language.value);
	if (!speech || !voice) return null;
	const toggle = () => {
		speech.cancel();
		if (speaking.value || !target.current) {
			speaking.value = false;
			return;
		}
		const utterance = new SpeechSynthesisUtterance(target.current.innerText);
		utterance.voice = voice;
		utterance.lang = voice.lang;
		utterance.onend = () => {
			speaking.value = false;
		};
		speaking.value = true;
		speech.speak(utterance);
	};
	return (
		<Button kind="subtle" onClick={toggle} aria-pressed={speaking.value} class="no-print">
			{speaking.value ? t("Stop reading") : t("Read aloud")}
		</Button>
	);
}
