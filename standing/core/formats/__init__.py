"""Readers and writers of outside formats, one module or folder each: bytes in; records, repairs and problems
out.
"""
