"""How everything looks, in one place: colours from the palette, faces, icons, measures."""
