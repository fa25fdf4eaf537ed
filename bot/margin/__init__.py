"""The mathematics of margin: pure functions on decimals, standard library alone."""
