"""URLs as browsers and Node.js read them: the WHATWG URL Standard without base URLs.

Python's urllib reads by older rules: it keeps what this one puts right, and takes for a URL what
this one refuses.
"""
