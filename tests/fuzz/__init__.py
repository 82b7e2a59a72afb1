"""Whatever is sent to a channel: it is understood or it is not, soon, and nothing breaks."""
