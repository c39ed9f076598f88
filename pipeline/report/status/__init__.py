"""A Status for people and machines: terminal, JSON, web page, mails."""
