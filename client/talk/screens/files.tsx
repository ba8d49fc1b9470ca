/** Files that go along with a story. */

import { Button } from "../../kit/button.tsx";
import { FileChooser } from "../../kit/file-chooser.tsx";
import { t } from "../../kit/locale.ts";
import { Page } from "../page.tsx";
import { back } from "../places.ts";
import { files } from "../store.ts";

export function Files() {
	return (
		<Page
			title={t("Files and photos")}
			lead={t("Photos often tell where and when they were made. We take that out here.")}
			actions={
				<Button kind="primary" wide onClick={back}>
					{files.value.length === 0 ? t("Skip this") : t("Done")}
				</Button>
			}
		>
			<FileChooser files={files} />
		</Page>
	);
}
