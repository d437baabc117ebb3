"""Who is who: what a name of a document means, from its spelling, its company, the catalogue and the graph."""
