"""What a person asks for, once: window and command line both ask here.

Every job is a function from plain data to plain data. It prints nothing, asks nothing and
knows no window; how far it is goes to a `Progress`, which may call it off. A job that fails
or is called off leaves what was there before.
"""
