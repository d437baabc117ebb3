"""Where quads are kept: the Store protocol, the embedded store, engines behind HTTP, backups."""
