"""The law of cost: ten times the text, or ten times the items, takes at most twelve times the CPU time of each station.

It is judged by the CPU time of child processes, which other work on the machine changes little; never by the clock.
"""
