"""What is said by rule: patterns over a parse, wordings, the status of a clause, the furniture of pages."""
