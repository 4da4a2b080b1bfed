"""Reading Chinese prose: sentences, quantities and lists, with the way back to what is stored."""
