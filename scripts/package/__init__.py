"""Packages for Linux desks: built in a Debian 11 tree, so that they start on systems as old."""
