/** What a browser does by itself and Node doesn't: keep cookies, and say where a request is from. */

export class Browser {
	private readonly cookies = new Map<string, string>();

	constructor(readonly origin: string) {}

	/** Takes over a session that began in another browser. */
	take(name: string, value: string): void {
		this.cookies.set(name, value);
	}

	/** The CSRF cookie, under either of its names. */
	csrf = (): string => this.cookies.get("__Host-csrf") ?? this.cookies.get("luwte-csrf") ?? "";

	fetch: typeof fetch = async (input, init = {}) => {
		const headers = new Headers(init.headers);
		headers.set("Origin", this.origin);
		headers.set("Referer", `${this.origin}/desk/`);
		headers.set("Cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
		const answer = await fetch(input, { ...init, headers });
		for (const line of answer.headers.getSetCookie()) {
			const [pair = ""] = line.split(";");
			const at = pair.indexOf("=");
			const value = pair.slice(at + 1);
			if (value === "" || value === '""') this.cookies.delete(pair.slice(0, at));
			else this.cookies.set(pair.slice(0, at), value);
		}
		return answer;
	};

	/** Sends JSON with the CSRF token; gives the answer whatever its status. */
	async json(path: string, body?: object): Promise<{ status: number; body: unknown }> {
		const answer = await this.fetch(`${this.origin}${path}`, {
			method: body ? "POST" : "GET",
			headers: {
				Accept: "application/json",
				...(body ? { "Content-Type": "application/json", "X-CSRFToken": this.csrf() } : {}),
			},
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		const text = await answer.text();
		return { status: answer.status, body: text.startsWith("{") ? JSON.parse(text) : text };
	}
}
