/** Files that the build puts beside the scripts; the value is their address. */
declare module "*.ttf" {
	const address: string;
	export default address;
}

/** Programs that are given along as they are; the value is their text. */
declare module "*.py" {
	const text: string;
	export default text;
}

/** The rules on own words, which the server reads too; the value is what they hold. */
declare module "*/own_words.toml" {
	const rules: import("./own-words/rules.ts").RulesData;
	export default rules;
}
