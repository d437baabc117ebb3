"""Money, shares, quantities, counts and dates in words -> typed literals."""
