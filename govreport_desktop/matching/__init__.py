"""From a `Source` to a `Proposal`: the one matcher of labels, for files and for the clipboard."""
