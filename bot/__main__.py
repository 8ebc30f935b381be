"""`python -m bot` is `kiosk`."""

import sys

from bot.cli import main

sys.exit(main())
