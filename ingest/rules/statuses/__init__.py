"""The status of what a clause says: from its verbs, and from the words that settle it whatever the verb says."""
