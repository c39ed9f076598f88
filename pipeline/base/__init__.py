"""What every stage may use and knows no domain: translations, text and XML strings, preflight, file operations."""
