"""Ours beside the floor: how much the program costs over the least that could do the job."""
