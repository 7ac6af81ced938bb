"""What an agent tells about itself: log lines and metrics."""
