"""``python -m govreport_desktop`` is the command ``govreport``."""

import sys

from govreport_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
