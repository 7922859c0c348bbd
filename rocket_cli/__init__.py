"""rocket: who wrote a film review, whom and what it names, how it reads, how reviewers differ."""

__version__ = "0.1.0"
