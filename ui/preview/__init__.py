"""The report as it will be printed: the PDF writer's own bytes, beside the editor."""
