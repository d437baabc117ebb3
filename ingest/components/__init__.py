"""The Doc -> Doc components of the pipeline; each reads and replaces `doc._.mentions` or `doc._.claims`."""
