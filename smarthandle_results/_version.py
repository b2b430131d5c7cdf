"""The package's version, which the build reads here: asking the installation for it takes longer than starting."""

__version__ = "0.1.0"
