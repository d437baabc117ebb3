"""Question -> answer: the question library, the explorer and the server; never writes.

`__init__.pyi` lists the public names; each is loaded on first use.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
