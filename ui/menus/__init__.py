"""What the menus do: one controller a menu."""
