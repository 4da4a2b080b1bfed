"""汇总: what an upper office does with the reports of its offices, from roster to sign-off.

A `CollectTask` is the open file: what lies in the folder, what was read, what was decided. An
`Overview` is what follows from it at one moment: a role for every file, a state for every office,
what has to be asked, and the sums with everything they are made of. Nothing here touches a file
of an office, and nothing that a person has to decide is decided here: it is proposed.
"""

# Of the file of a task, and of what is sent back; here, where asking for them costs nothing.
SUFFIX, RETURN_SUFFIX = ".govtask", ".govreturn"
