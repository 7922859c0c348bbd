"""The project that trains the shipped pipeline: corpus in, pipeline folder out."""
