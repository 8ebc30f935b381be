"""How fast one may write. Of an address only a keyed hash is held, in memory, for an hour at most."""

from website.limits import PerAddress


class ReportsPerAddress(PerAddress):
    """Reports of errors from one address; an office or a library shares one."""

    scope = "reports"
