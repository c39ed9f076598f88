"""Every style of the workbooks we ship can be read: contrast 4.5 to 1 at least (EN 301 549, WCAG 1.4.3)."""

import pytest
from contrast import contrast
from factory import document

from pipeline.model import look, settings


@pytest.mark.parametrize("key", ["kravmatrix", "priser", "sporbarhedsmatrix", "status"])
@pytest.mark.parametrize("group", ["styles", "shades"])
def test_every_style_can_be_read(key: str, group: str) -> None:
    found = document(key).settings
    base = look.properties(found, "styles", "base")
    for name in settings.table(found, group):
        style = {"bg_color": "#FFFFFF", **base, **look.properties(found, group, name)}
        assert contrast(str(style["font_color"]), str(style["bg_color"])) >= 4.5, name


def test_contrast_is_measured_as_the_guideline_says() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48
