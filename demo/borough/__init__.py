"""A statistical borough: invented people in households, for search, linkage, returns and load; nobody in it is real.

`facts` says where and how old, `names` who is called what, `household` who lives together, `faults` what typists do,
`draw` brings them together, `load` writes them by COPY.
"""
