"""Changes that happen once: what they are, how they are remembered, how they are brought about."""
