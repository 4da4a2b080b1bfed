"""Everything a clerk's numbers depend on: Qt-free, runs without a display."""

__version__ = "0.1.0"
