"""The facts graph kept true: settings, updates, rebuilding, migrations."""
