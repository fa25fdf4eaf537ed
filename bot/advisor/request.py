"""The types that questions and answers are made of."""
