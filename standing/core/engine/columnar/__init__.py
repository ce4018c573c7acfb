"""A workforce of any size: facts read as columns, grouped by person, answered in parts, and the answer streamed.

Needs the extra `bulk`. Nothing outside this folder imports it before there is input large enough to be worth it.
"""
