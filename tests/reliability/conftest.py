"""The newcomers and the staff of the tests of enquiries."""

from tests.enquiries.conftest import (  # noqa: F401 - fixtures
    aino,
    bo,
    city,
    directory,
    elsewhere,
    newcomer,
    quick,
)  # fmt: skip
