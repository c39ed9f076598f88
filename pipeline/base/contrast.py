"""How well one colour is read on another: WCAG 2.1, contrast ratio. Colours are RRGGBB."""

import re

LEAST = 4.5  # WCAG 1.4.3; 3.0 for large text
LEAST_LARGE = 3.0
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


def contrast(one: str, other: str) -> float:
    """1 for equal colours, 21 for black on white. ValueError for what is no RRGGBB."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(colour)
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
