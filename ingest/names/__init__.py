"""Who is who: what a name of a document means, from its spelling, its company and the catalogue."""
