/** The program that checks an archive, as it goes along in it. */

import init from "../../../src/luwte/verifier/__init__.py";
import main from "../../../src/luwte/verifier/__main__.py";
import archive from "../../../src/luwte/verifier/archive.py";
import logs from "../../../src/luwte/verifier/logs.py";
import notation from "../../../src/luwte/verifier/notation.py";
import rosters from "../../../src/luwte/verifier/rosters.py";
import sealing from "../../../src/luwte/verifier/sealing.py";

export const verifier: Readonly<Record<string, string>> = {
	"verifier/__init__.py": init,
	"verifier/__main__.py": main,
	"verifier/archive.py": archive,
	"verifier/logs.py": logs,
	"verifier/notation.py": notation,
	"verifier/rosters.py": rosters,
	"verifier/sealing.py": sealing,
};
