"""The package's version, which the build reads here: to ask the installation for it takes longer than to start."""

__version__ = "0.1.0"
