"""Workbooks of any office program."""
