"""The recording that a program was made from, and runs on it. Needs nothing but Python itself."""
