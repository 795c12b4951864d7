"""lianggang (两纲): follow the indicators of China's two development outlines from quarterly returns."""

# A literal on purpose: importlib.metadata costs more than the rest of the start-up together.
__version__ = "0.1.0"
