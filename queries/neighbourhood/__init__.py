"""Parts of the graph as plain rows: entities, facts and evidence around an entity, among some, between two."""
