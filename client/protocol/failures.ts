/** How things are refused or fail, as plain data that crosses `postMessage`. */

/** Something that was refused, in words a screen can translate. `seq` is absent for whole answers. */
export interface Refusal {
	code: RefusalCode;
	seq?: number;
	/** For developers and bug reports; never shown alone, holds nothing confidential. */
	detail: string;
}

export type RefusalCode =
	| "bad-signature"
	| "bad-shape"
	| "not-canonical"
	| "broken-chain"
	| "wrong-conversation"
	| "wrong-instance"
	| "wrong-epoch"
	| "not-allowed"
	| "unknown-author"
	| "bad-commitment"
	| "bad-envelope"
	| "locked-out"
	| "unreadable"
	| "not-mine"
	| "rolled-back"
	| "forked"
	| "wrong-roster"
	| "wrong-organisation"
	| "roster-changed"
	| "wrong-profile"
	| "stale-head"
	| "key-not-current"
	| "newer-version";

/** Thrown across the Worker as `{name:"LuwteError", code, status, detail}`. */
export interface LuwteErrorShape {
	/** The server's code; or a `ClientCode` or `RefusalCode` when the client refuses. */
	code: string;
	/** HTTP status when the server said so, 0 when the line was gone, -1 when refused by the client. */
	status: number;
	/** The server's sentence in the person's language, or "". The client's own is for developers. */
	detail: string;
}

/** What the client itself refuses or fails at. Screens have their words for these in client/kit. */
export type ClientCode =
	| "line-gone"
	| "bad-answer"
	| "locked"
	| "wrong-phrase"
	| "incomplete-phrase"
	| "no-phrase"
	| "wrong-passphrase"
	| "wrong-recovery"
	| "unknown-conversation"
	| "one-time-phrase"
	| "file-too-large"
	| "file-empty"
	| "text-too-long"
	| "file-damaged"
	| "already-running"
	| "unknown-roster"
	| "no-keys"
	| "not-current"
	| "try-again"
	| "internal";
