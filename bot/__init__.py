"""Isocross: which margin mode fits a trade on Binance, and what happens to the money in each."""
