"""The .govreport file: one SQLite database, durable with every edit."""
