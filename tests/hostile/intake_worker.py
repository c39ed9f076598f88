"""Answers each file of a folder as `intake` does and prints what came of it, one JSON object a line.

usage: python intake_worker.py PROJECT FOLDER…
"""

import json
import os
import resource
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pipeline.intake import Desk
from pipeline.intake.attachments import attachments
from pipeline.read.declarations.unlisted import read_letter_template
from pipeline.write.reply import write_replies


def main(project: Path, folders: list[Path]) -> None:
    desk = Desk(project, "2026-11-10")
    document, _problems = read_letter_template(project)
    assert document is not None
    for folder in folders:
        for path, data, wrong in attachments((folder,)):
            before = os.times()
            said: dict[str, object] = {"file": path, "traceback": ""}
            try:
                answer = desk.answer(path, data, wrong)
                said["state"] = answer.state.value
                said["codes"] = sorted({p.code for p in answer.problems})
                said["text"] = " ".join(f"{p.message} {p.fix}" for p in answer.problems)
                if answer.reply is not None:
                    said["requirements"] = answer.reply.tally.requirements
                    contents, unwritten = write_replies(desk.specification, document, answer.reply)
                    said["replies"] = [len(content) for _suffix, content in contents]
                    said["unwritten"] = [p.code for p in unwritten]
            except BaseException:
                said["traceback"] = traceback.format_exc()
            after = os.times()
            said["cpu"] = sum(after[:4]) - sum(before[:4])
            who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            said["megabytes"] = max(resource.getrusage(w).ru_maxrss for w in who) / 1024
            print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
