"""The recipe of the extraction model: corpus, augmentation, training, evaluation, export; not in the wheel."""
