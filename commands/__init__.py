"""One file per `micuenta` command.

A file `demo_data.py` is the command `demo-data` (a name that Python keeps to itself takes a trailing underscore:
`import_.py`). Its docstring's first line is the help shown in the list, and `command` in it is the click command.
Nothing has to be registered, and a file is imported only when its command is asked for, so `micuenta --help` is quick.
"""
