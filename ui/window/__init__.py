"""The window: its frame, its actions, its status line."""
