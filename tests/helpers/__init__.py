"""What tests of several folders share: one home for each helper."""
