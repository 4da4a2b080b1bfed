"""汇总 on screen: the offices, the sums, what is asked, the files."""
