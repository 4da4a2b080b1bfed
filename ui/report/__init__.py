"""The open report: its parts, side by side with the preview."""
