"""``python -m govreport_desktop`` is the command ``govreport``."""

import sys

from govreport_desktop.cli import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # The preview's rendering process is this same program, started again.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
