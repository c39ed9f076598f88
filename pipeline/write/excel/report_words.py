"""A hearing report -> the words its texts may use as {{ name }}."""

from ...model.hearing_report import Report
from ...model.specification import Specification
from .phrases import Phrases


class ReportWords(Phrases):
    def __init__(self, specification: Specification, report: Report) -> None:
        super().__init__(specification, report.document)
        hearing = report.hearing
        asking = [remark for remark in hearing.remarks() if remark.needs_answer]
        counts = {
            "spurgt": len(hearing.participants),
            "svaret": sum(bool(p.replied) for p in hearing.participants),
            "bemaerkninger": len(asking),
            "forslag": sum(bool(remark.proposal) for remark in asking),
            "besvaret": sum(remark.answer is not None for remark in asking),
            "mangler": sum(remark.is_open for remark in asking),
        }
        self._words = {
            **self._words,
            **{name: str(count) for name, count in counts.items()},
            "modtager": report.recipient(),
            "kommune": report.name,
        }
