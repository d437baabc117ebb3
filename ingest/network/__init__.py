"""The trained network at run time: word pieces, windows, the encoder, its heads, decoding; shared with training."""
