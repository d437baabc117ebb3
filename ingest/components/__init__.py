"""The Doc -> Doc components of the pipeline and the inference code that they share with training."""
