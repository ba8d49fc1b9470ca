/** Spelling words over the phone: the alphabets that people in the Netherlands know. */

export type Alphabet = Readonly<Record<string, string>>;

/** The Dutch telephone alphabet. */
const dutch =
	"Anton Bernhard Cornelis Dirk Eduard Ferdinand Gerard Hendrik Izaak Johan Karel Lodewijk Maria " +
	"Nico Otto Pieter Quirinius Richard Simon Theodoor Utrecht Victor Willem Xantippe Ypsilon Zacharias";
/** The alphabet of aviation, known in English as the NATO alphabet. */
const english =
	"Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike " +
	"November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu";

const byLetter = (names: string): Alphabet =>
	Object.fromEntries(names.split(" ").map((name) => [name.charAt(0).toLowerCase(), name]));

const alphabets: Readonly<Record<"nl" | "en", Alphabet>> = {
	nl: byLetter(dutch),
	en: byLetter(english),
};

/** Each letter with the name to say; a sign without a name stands for itself. */
export function spelled(word: string, language: "nl" | "en"): { letter: string; name: string }[] {
	const plain = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
	return [...plain].map((letter) => ({ letter, name: alphabets[language][letter] ?? letter }));
}
