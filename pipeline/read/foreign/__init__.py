"""Foreign requirement lists -> Markdown sources of a work package."""
