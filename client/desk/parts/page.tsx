/** One screen of the open desk: its heading gets the focus when the screen changes. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "../../kit/button.tsx";
import { t } from "../../kit/locale.ts";
import { Notice } from "../../kit/notice.tsx";
import { back, canGoBack } from "../places.ts";
import { trouble } from "../trouble.ts";
import { Told } from "./told.tsx";

interface PageProps {
	/** Changes when the screen does. */
	name: string;
	title: ComponentChildren;
	children: ComponentChildren;
	/** Beside the title: what belongs to it. */
	beside?: ComponentChildren;
	/** Beside the title on a narrow screen only, in sight however far one scrolls. */
	tools?: ComponentChildren;
	/** The width of a form instead of the whole desk. */
	narrow?: boolean;
	withBack?: boolean;
}

let shown = "";

export function Page({
	name,
	title,
	children,
	beside,
	tools,
	narrow = false,
	withBack = true,
}: PageProps) {
	const heading = useRef<HTMLHeadingElement>(null);
	useLayoutEffect(() => {
		if (shown && shown !== name) heading.current?.focus({ preventScroll: true });
		if (shown !== name) trouble.value = "";
		shown = name;
	}, [name]);
	return (
		<section class={narrow ? "page page--narrow" : "page"} data-screen={name}>
			<header class="page__head">
				{withBack && canGoBack.value && (
					<Button kind="subtle" class="page__back" aria-label={t("Back")} onClick={back}>
						<span aria-hidden="true">←</span>
					</Button>
				)}
				<div class="page__title">
					<h1 ref={heading} tabIndex={-1}>
						{title}
					</h1>
					{beside}
				</div>
				{tools && <div class="page__tools">{tools}</div>}
				<Told at="title" />
			</header>
			{trouble.value !== "" && (
				<Notice kind="warning" urgent>
					<p>{trouble.value}</p>
					<p>{t("What you typed is still here.")}</p>
				</Notice>
			)}
			{children}
		</section>
	);
}
