"""What is shown while no report is open: what is due, the jobs, the recent reports."""
