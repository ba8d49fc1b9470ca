/** The texts of the routes, fetched when a screen of them opens, and what an organisation made of them. */

import { computed, signal } from "@preact/signals";
import type { Route, RoutePart, Routes } from "../content/content.ts";
import { fetchBuilt, type Language, language } from "../kit/locale.ts";

const fetched = signal<Partial<Record<Language, Routes["routes"]>>>({});

/** The routes in the language of the screen by id; null until they are there. */
export const routeTexts = computed(() => fetched.value[language.value] ?? null);

export async function loadRoutes(of: Language): Promise<void> {
	if (fetched.value[of] !== undefined) return;
	const { routes } = await fetchBuilt<Routes>(`routes.${of}`);
	fetched.value = { ...fetched.value, [of]: routes };
}

/** Parts in an organisation's own words. */
export type OwnParts = Partial<Record<RoutePart, string>>;

/** One part as it is shown: the organisation's own words where there are any. */
export function partOf(route: Route, part: RoutePart, own: OwnParts): string[] {
	const text = own[part];
	return text === undefined ? route[part] : text.split(/\n+/).filter(Boolean);
}
