"""What pages are built from: small frozen objects made by presenters, drawn by the macros of
`site/components.html`.

Nothing here knows an area, a request or the store.
"""
