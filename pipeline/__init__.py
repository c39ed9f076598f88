"""udbud: requirement statements in Markdown and Excel -> tender documents in Word and Excel."""

__version__ = "0.1.0"
