"""Every style of the workbooks we ship can be read: contrast 4.5 to 1 at least (EN 301 549, WCAG 1.4.3)."""

import pytest
from factory import document

from pipeline.model import look, settings


def luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("key", ["kravmatrix", "priser", "sporbarhedsmatrix"])
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
