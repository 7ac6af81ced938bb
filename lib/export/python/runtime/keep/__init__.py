"""Keeping: what is wanted is compared with what is there, pass after pass, and brought back."""
