"""The officers' desk: its site, its start page, forms, history, previews and translations. See docs/desk.md."""
