"""Parts of the documents that measurements write: they stand between two comments."""


def replaced(page: str, name: str, text: str) -> str:
    """The page with another part of this name. Raises ValueError where it has none."""
    begin, end = f"<!-- measured: {name} -->\n", f"<!-- end: {name} -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"the page has no part {begin.strip()} … {end.strip()}")
    return f"{before}{begin}{text}\n{end}{after}"
