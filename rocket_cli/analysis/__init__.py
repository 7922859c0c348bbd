"""What is computed from a text: mentions, entities, roles, readability, and the comparison of reviewers.

Nothing here reads files or prints, and importing this package imports nothing heavy.
"""
