"""What the program's tools were when it was proved, and what they are now."""
