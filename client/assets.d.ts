/** Files that the build puts beside the scripts; the value is their address. */
declare module "*.ttf" {
	const address: string;
	export default address;
}
