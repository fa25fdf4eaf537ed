"""Set up, play and test Isocross with nothing but Python 3.11 and its venv module."""
