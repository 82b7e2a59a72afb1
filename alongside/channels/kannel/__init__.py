"""SMS through Kannel, on this machine or nearby."""
