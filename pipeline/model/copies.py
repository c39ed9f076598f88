"""A document of the bundle -> the files made of it, and where they lie in the edition's folder."""

from .tender import Document


def home(document: Document, edition: str) -> str:
    """The one file that is this document, for others to refer to; '' where there are only copies for somebody."""
    if document.per != "tender" and edition not in document.blank:
        return ""
    return f"{document.key}.{'docx' if 'word' in document.kinds else 'xlsx'}"
