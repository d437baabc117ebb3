"""From what articles say to statements: facts and articles as quads, origins, aggregation, decisions."""
