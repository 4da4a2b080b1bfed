"""PDF on the grid of GB/T 9704."""
