/** A text file: its content in a program for Node, its address in a browser's bundle. */
declare module "*.txt" {
	const value: string;
	export default value;
}
