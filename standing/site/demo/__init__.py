"""The demonstration service: made-up people in a made-up service, built through the actions people use.

It is shaped by published figures (`plan`), relative to the day it is built, and the same for the same seed.
Most people's histories are drawn (`histories`); a few are told (`stories`), so that every status and every
reason of the rules occurs.
"""
